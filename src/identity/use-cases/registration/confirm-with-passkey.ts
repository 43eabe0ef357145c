import { Injectable } from '@nestjs/common';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { LinkExpired } from '../../domain/errors.js';
import { AddPasskey } from '../passkeys/add-passkey.js';
import { BeginPasskey } from '../passkeys/begin-passkey.js';
import { type ConfirmedEmail, ConfirmEmail } from './confirm-email.js';

/** ID-3, ID-4: like `ConfirmEmail`, but with a passkey instead of a password. */
@Injectable()
export class ConfirmWithPasskey {
  constructor(
    private readonly confirmEmail: ConfirmEmail,
    private readonly beginPasskey: BeginPasskey,
    private readonly addPasskey: AddPasskey,
  ) {}

  /** Begins a ceremony that is tied to the link, without using the link. @throws LinkExpired */
  async begin(token: string) {
    return this.beginPasskey.run(await this.#ownerOf(token), { linkToken: token });
  }

  /**
   * Confirms the address, adds the passkey and uses the link together: if the passkey is refused, the link still works.
   *
   * @throws LinkExpired, PasskeyNotAdded
   */
  async run(token: string, response: RegistrationResponseJSON, name: string): Promise<ConfirmedEmail> {
    const userId = await this.#ownerOf(token);
    const challenge = await this.addPasskey.spend(response, { linkToken: token });
    return this.confirmEmail.using(token, userId, async (tx, user, now) => {
      await this.addPasskey.within(tx, user, { response, name, challenge });
      user.confirmEmailByPasskey(now);
    });
  }

  async #ownerOf(token: string): Promise<string> {
    const { userId, kind } = await this.confirmEmail.look(token);
    // A person who changes their address is already a member, and adds passkeys in their account.
    if (kind === 'email_change') throw new LinkExpired();
    return userId;
  }
}
