import type { Answer, Client } from './client.js';
import { type Credential, type MakingTwist, SoftAuthenticator, type Twist } from './soft-authenticator.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
type Loose = any;

/** Passkey ceremonies over the API, right or with one flaw. */
export class Passkeys {
  readonly authenticator: SoftAuthenticator;

  constructor(origin: string) {
    this.authenticator = new SoftAuthenticator(origin);
  }

  /** Adds a passkey to the account of whoever is signed in. */
  async add(
    client: Client,
    twist: MakingTwist & { name?: string } = {},
  ): Promise<{ id: string; credential: Credential }> {
    const { name = 'A passkey', ...rest } = twist;
    const { response, credential } = await this.make(client, rest);
    const { id } = await client.expect(201, 'POST', '/me/passkeys', { response, name });
    return { id, credential };
  }

  /** Begins the ceremony as the client, and makes what ends it. */
  async make(client: Client, twist: MakingTwist = {}) {
    return this.authenticator.create(await client.expect(200, 'POST', '/me/passkeys/options'), twist);
  }

  /** The same as whoever follows a mailed link. */
  async makeByLink(client: Client, token: string, twist: MakingTwist = {}) {
    const options = await client.expect(200, 'POST', '/email-verifications/passkey-options', { token });
    return this.authenticator.create(options, twist);
  }

  /** Begins a sign-in, or a step-up, as the client, and signs it. */
  async show(client: Client, credential: Credential, twist: Twist = {}) {
    return this.authenticator.get(await client.expect(200, 'POST', '/session/passkey-options'), credential, twist);
  }

  async signIn(client: Client, credential: Credential, twist: Twist = {}): Promise<Answer<Loose>> {
    return client.post('/session/passkey', { response: await this.show(client, credential, twist) });
  }
}
