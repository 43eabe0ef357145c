import { Injectable } from '@nestjs/common';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { LinkExpired } from '../../domain/errors.js';
import { AddPasskey } from '../passkeys/add-passkey.js';
import { BeginPasskey } from '../passkeys/begin-passkey.js';
import { type ConfirmedEmail, ConfirmEmail } from './confirm-email.js';

/** ID-3, ID-4: anyone who follows the mailed link makes a passkey, where `ConfirmEmail` lets them set a password. */
@Injectable()
export class ConfirmWithPasskey {
  constructor(
    private readonly confirmEmail: ConfirmEmail,
    private readonly beginPasskey: BeginPasskey,
    private readonly addPasskey: AddPasskey,
  ) {}

  /** Begins the ceremony, which is the link's; it uses nothing up. @throws LinkExpired */
  async begin(token: string) {
    return this.beginPasskey.run(await this.#ownerOf(token), { linkToken: token });
  }

  /**
   * Address, passkey and link in one act: where the passkey is refused, the link goes on working.
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
