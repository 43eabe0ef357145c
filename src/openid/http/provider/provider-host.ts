import { hkdfSync, timingSafeEqual } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Injectable } from '@nestjs/common';
import Provider, { type Client, type Configuration, type JWK, type KoaContextWithOIDC } from 'oidc-provider';
import { Config } from '../../../platform/config/config.js';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { isRegistered } from '../../domain/client-uris.js';
import { SigningKeys } from '../../use-cases/signing-keys.js';
import { configurationOf } from './configuration.js';
import { Extensions } from './extensions.js';

export const MOUNT = '/oidc';

type LogoutCall = (this: Client, sub: string, sid: string) => Promise<void>;

interface Hosted {
  provider: Provider;
  handle: RequestListener;
  /** Tells a client that somebody signed out. @throws Error if the client does not accept it */
  tellLogout: LogoutCall;
}

/**
 * The library with its keys. It is made again when the keys in the database change, so that all processes show the same ones.
 */
@Injectable()
export class ProviderHost {
  readonly #cookieKeys: string[];
  #made: { version: string; hosted: Promise<Hosted> } | undefined;

  constructor(
    private readonly keys: SigningKeys,
    private readonly extensions: Extensions,
    private readonly config: Config,
  ) {
    this.#cookieKeys = config.secretKeys.map((key) =>
      Buffer.from(hkdfSync('sha256', key, '', 'motorpool openid cookies', 32)).toString('base64url'),
    );
  }

  async current(): Promise<Hosted> {
    const version = await this.keys.version();
    if (!this.#made || this.#made.version !== version) {
      const made = { version, hosted: this.#make() };
      this.#made = made;
      made.hosted.catch(() => {
        if (this.#made === made) this.#made = undefined;
      });
    }
    return this.#made.hosted;
  }

  async #make(): Promise<Hosted> {
    const keys = (await this.keys.all()) as unknown as JWK[];
    const given: Configuration = { jwks: { keys }, cookies: { keys: this.#cookieKeys } };
    const allowPrivate = this.config.values.OPENID_PRIVATE_LOGOUT_TARGETS === 'allow';
    const provider = new Provider(
      this.config.publicUrl + MOUNT,
      configurationOf(this.extensions, given, allowPrivate, MOUNT),
    );
    provider.proxy = true;
    provider.on('server_error', (_ctx, error) => this.extensions.pages.failed(error));
    const tellLogout = overrideClient(provider);
    this.extensions.applyTo(provider);
    provider.use(async (ctx, next) => {
      await next();
      this.extensions.pages.allowForms(ctx as KoaContextWithOIDC);
    });
    return { provider, handle: provider.callback() as RequestListener, tellLogout };
  }
}

/** @returns the library's own way to tell a client of a logout */
function overrideClient({ Client }: Provider): LogoutCall {
  const prototype = Client.prototype as Client & { backchannelLogout: LogoutCall };
  const tellLogout = prototype.backchannelLogout;
  // Jobs tell the clients after the session has ended, so that nobody waits for a client.
  prototype.backchannelLogout = () => Promise.resolve();
  // The library would let every app with a scheme of its own, and nobody else, choose the port.
  prototype.redirectUriAllowed = function (uri) {
    return isRegistered(uri, this.redirectUris!, this.tokenEndpointAuthMethod === 'none');
  };
  prototype.postLogoutRedirectUriAllowed = function (uri) {
    return this.postLogoutRedirectUris!.includes(uri);
  };
  prototype.compareClientSecret = function (shown) {
    const [kept, hash] = [Buffer.from(this.clientSecret!, 'hex'), hashToken(shown)];
    return kept.length === hash.length && timingSafeEqual(kept, hash);
  };
  return tellLogout;
}
