import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CheckPasskey } from '../../use-cases/passkeys/check-passkey.js';
import { originOf } from '../sign-in/origin.js';
import { CeremonyCookie } from './ceremony-cookie.js';
import type { PasskeySignInBody } from './passkey.schemas.js';
import { SessionCookie } from '../sign-in/session-cookie.js';

/** Ceremonies in which a browser presents a passkey. The browser that began one must also finish it. */
@Injectable()
export class PasskeyCeremonies {
  constructor(
    private readonly checkPasskey: CheckPasskey,
    private readonly session: SessionCookie,
    private readonly ceremony: CeremonyCookie,
  ) {}

  /** For a sign-in, and for a step-up of the session that the request came with. */
  async begin(request: FastifyRequest, reply: FastifyReply) {
    const browser = this.ceremony.readOrMake(request);
    const { options, ofSession } = await this.checkPasskey.begin({ sessionToken: this.session.read(request), browser });
    if (!ofSession) this.ceremony.set(reply, browser);
    return options;
  }

  /** @throws PasskeyRefused */
  identify(request: FastifyRequest, { response }: PasskeySignInBody) {
    const holder = { sessionToken: this.session.read(request), browser: this.ceremony.read(request) };
    return this.checkPasskey.run(response, holder, originOf(request));
  }
}
