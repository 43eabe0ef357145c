import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import Provider from 'oidc-provider';
import { Config } from '../../../platform/config/config.js';
import { Artifacts } from '../../use-cases/artifacts.js';

type RefreshToken = InstanceType<Provider['RefreshToken']>;

const POLL_MS = 25;
const PATIENCE_MS = 3_000;

/**
 * Two tabs that refresh at once are no theft: for a few seconds, a refresh token that was just used gives the same tokens
 * once more. After that, using it again ends all tokens of the grant.
 */
@Injectable()
export class RefreshWindow {
  readonly #graceSeconds: number;
  /** Requests that came second, with the token that they used. */
  readonly #second = new WeakMap<object, string>();

  constructor(
    private readonly artifacts: Artifacts,
    config: Config,
  ) {
    this.#graceSeconds = config.values.OPENID_REFRESH_GRACE_SECONDS;
  }

  applyTo(provider: Provider): void {
    if (this.#graceSeconds === 0) return;
    const { RefreshToken } = provider;
    const find = RefreshToken.find.bind(RefreshToken);
    const consume = RefreshToken.prototype.consume;
    const comesSecond = (token: RefreshToken) => this.#comesSecond(token);
    RefreshToken.find = (async (value: string, options?: { ignoreExpiration?: boolean }) => {
      const token = (await find(value, options)) as RefreshToken | undefined;
      if (token?.consumed && (await this.artifacts.isJustSpent(value, this.#graceSeconds))) comesSecond(token);
      return token;
    }) as typeof RefreshToken.find;
    RefreshToken.prototype.consume = async function (this: RefreshToken) {
      await consume.call(this).catch((error: unknown) => {
        if (error instanceof errors.InvalidGrant) comesSecond(this);
        throw error;
      });
    };
    provider.use((ctx, next) => this.#around(ctx as KoaContextWithOIDC, next));
  }

  /** @throws InvalidGrant, which the answer that the first one got stands in for */
  #comesSecond({ jti, clientId }: RefreshToken): void {
    const ctx = Provider.ctx!;
    if (ctx.oidc.route !== 'token' || ctx.oidc.client?.clientId !== clientId) return;
    this.#second.set(ctx, jti);
    throw new errors.InvalidGrant('refresh token already used');
  }

  async #around(ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> {
    await next();
    const spent = ctx.oidc?.entities.RotatedRefreshToken;
    if (spent && ctx.status === 200) await this.artifacts.keepAnswer(spent.jti, ctx.body);
    const token = this.#second.get(ctx);
    const answer = token && (await this.#waitFor(token));
    if (!answer) return;
    ctx.status = 200;
    ctx.body = answer;
  }

  /** The first request may still be running. */
  async #waitFor(token: string): Promise<unknown> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(POLL_MS)) {
      const answer = await this.artifacts.answerOf(token, this.#graceSeconds);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}
