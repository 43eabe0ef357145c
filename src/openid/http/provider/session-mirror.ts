import { Injectable } from '@nestjs/common';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { SignedIn } from '../../../identity/index.js';
import { RequestsInHand } from './requests-in-hand.js';

type SessionClass = Provider['Session'];
type ProviderSession = InstanceType<SessionClass>;

/**
 * OP-5: there is only identity's session. The library's session mirrors it: it has the same id, is found only by that session
 * and not by a cookie, and identity says who its person is. The library's own cookie only carries what happens before
 * somebody signs in.
 */
@Injectable()
export class SessionMirror {
  constructor(
    private readonly signedIn: SignedIn,
    private readonly requests: RequestsInHand,
  ) {}

  applyTo(provider: Provider): void {
    const { Session } = provider;
    const byCookie = Session.get.bind(Session);
    const reset = Session.prototype.resetIdentifier;
    const destroy = Session.prototype.destroy;
    const leave = () => this.#leave();
    Session.get = async (ctx) => {
      const session = (await this.#mirrored(Session, ctx.req)) ?? anonymous(Session, await byCookie(ctx));
      (ctx as KoaContextWithOIDC).oidc?.entity('Session', session);
      return session;
    };
    // The mirror has the id of identity's session.
    Session.prototype.resetIdentifier = function (this: ProviderSession) {
      if (this.accountId === undefined) reset.call(this);
    };
    Session.prototype.destroy = async function (this: ProviderSession) {
      if (this.accountId !== undefined) await leave();
      await destroy.call(this);
    };
  }

  async #mirrored(Session: SessionClass, raw: KoaContextWithOIDC['req']): Promise<ProviderSession | undefined> {
    const current = await this.signedIn.at(this.requests.of(raw));
    if (!current) return undefined;
    const { id } = current;
    const session = (await Session.findByUid(id)) ?? shadowOf(Session, id);
    const loginTs = Math.floor(current.authenticatedAt.getTime() / 1000);
    session.loginAccount({ accountId: current.user.id, loginTs });
    return session;
  }

  /** A client's request to sign out ends identity's session. */
  async #leave(): Promise<void> {
    const request = this.requests.current;
    const session = await this.signedIn.at(request);
    if (session) await this.signedIn.end(session);
  }
}

/** A session that is named by the browser's cookie is treated as nobody's. */
function anonymous(Session: SessionClass, found: ProviderSession): ProviderSession {
  return found.accountId === undefined ? found : new Session();
}

/** The published types lack the constructor with a payload, which all models of the library have. */
const shadowOf = (Session: SessionClass, id: string): ProviderSession =>
  new (Session as unknown as new (payload: object) => ProviderSession)({ uid: id, jti: id });
