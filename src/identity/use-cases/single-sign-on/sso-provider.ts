import { Injectable, Logger } from '@nestjs/common';
import * as oidc from 'openid-client';
import { Config } from '../../../platform/config/config.js';
import { emailAddress } from '../../../platform/http/schemas.js';
import { DomainError } from '../../../platform/domain/domain-error.js';
import { SsoFailed, SsoOnly, SsoUnavailable } from '../../domain/errors.js';
import { displayNameFrom, type SsoPerson, subjectOf } from '../../domain/sso-person.js';
import { STEP_UP_MINUTES } from '../../domain/step-up.js';
import { boundedFetch } from './bounded-fetch.js';

const PATIENCE_SECONDS = 5;
const REMEMBERED_MS = 3_600_000;
const SCOPE = 'openid profile email';

/** Binds an answer of the provider to its request. */
export interface SsoChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Whether the person had to authenticate again there. */
  readonly again: boolean;
}

/** The organisation's own OpenID provider, through a library that enforces the standard (ID-7). */
@Injectable()
export class SsoProvider {
  readonly #logger = new Logger('SingleSignOn');
  #known: { configuration: Promise<oidc.Configuration>; until: number } | undefined;

  constructor(private readonly config: Config) {}

  get enabled(): boolean {
    return this.config.values.SSO_ISSUER !== undefined;
  }

  /** Whether single sign-on is the only way to sign in. */
  get only(): boolean {
    return this.config.values.SSO_ONLY;
  }

  /** Called before anything is done with a password or a passkey. @throws SsoOnly */
  ensureOthers(): void {
    if (this.only) throw new SsoOnly();
  }

  /** The address to which the browser is sent. @throws SsoUnavailable */
  async begin(again: boolean): Promise<{ url: string; checks: SsoChecks }> {
    const configuration = await this.#telling(() => this.#configuration());
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const url = oidc.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: this.#redirectUri, scope: SCOPE, state, nonce },
      ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      ...(again && { prompt: 'login', max_age: '0' }),
    });
    return { url: url.href, checks: { state, nonce, verifier, again } };
  }

  /** The person who came back. @throws SsoFailed, SsoUnavailable */
  finish(query: string, { state, nonce, verifier, again }: SsoChecks): Promise<SsoPerson> {
    return this.#telling(async () => {
      const configuration = await this.#configuration();
      const answer = new URL(`${this.#redirectUri}?${query}`);
      const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
        ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        ...(again && { maxAge: STEP_UP_MINUTES * 60 }),
      });
      const told = tokens.claims()!;
      const subject = subjectOf(told.sub);
      if (subject === undefined) throw new SsoFailed();
      const { userinfo_endpoint: more } = configuration.serverMetadata();
      const rest =
        told.email === undefined && more ? await oidc.fetchUserInfo(configuration, tokens.access_token, subject) : {};
      return personOf(told.iss, subject, { ...rest, ...told });
    });
  }

  get #redirectUri(): string {
    return `${this.config.publicUrl}/sso/callback`;
  }

  /** Read once an hour; a failure is not cached. */
  async #configuration(): Promise<oidc.Configuration> {
    if (this.#known && this.#known.until > Date.now()) return this.#known.configuration;
    const known = { configuration: this.#discover(), until: Date.now() + REMEMBERED_MS };
    this.#known = known;
    known.configuration.catch(() => {
      if (this.#known === known) this.#known = undefined;
    });
    return known.configuration;
  }

  #discover(): Promise<oidc.Configuration> {
    const { SSO_ISSUER, SSO_CLIENT_ID, SSO_CLIENT_SECRET } = this.config.values;
    const issuer = new URL(SSO_ISSUER!);
    // Checks signatures although the token comes straight from the provider: there may be a proxy in between.
    const execute = [oidc.enableNonRepudiationChecks];
    if (issuer.protocol === 'http:') execute.push(oidc.allowInsecureRequests);
    const shown = SSO_CLIENT_SECRET === undefined ? oidc.None() : secretShown(SSO_CLIENT_SECRET);
    return oidc.discovery(issuer, SSO_CLIENT_ID!, SSO_CLIENT_SECRET, shown, {
      ...{ execute, timeout: PATIENCE_SECONDS },
      [oidc.customFetch]: boundedFetch,
    });
  }

  /** Logs what was wrong; the person only sees that something was. */
  async #telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const refusal = ssoRefusal(error);
      this.#logger.warn({ err: error, code: refusal.problem.code }, 'single sign-on failed');
      throw refusal;
    }
  }
}

/** Sends the secret in a header, which every provider must support, unless the provider only supports the body. */
const secretShown =
  (secret: string): oidc.ClientAuth =>
  (as, ...rest) => {
    const { token_endpoint_auth_methods_supported: ways } = as;
    const inHeader = ways === undefined || ways.includes('client_secret_basic');
    (inHeader ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret))(as, ...rest);
  };

function ssoRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const { cause } = error as { cause?: unknown };
  return cause instanceof SsoUnavailable ? cause : new SsoFailed();
}

function personOf(issuer: string, subject: string, claims: Readonly<Record<string, unknown>>): SsoPerson {
  const email = emailAddress.safeParse(claims.email).data ?? null;
  const { auth_time: shown } = claims;
  return {
    ...{ issuer, subject, email },
    // Only a boolean counts: a provider that sends the string "true" may also send other things.
    emailVerified: email !== null && claims.email_verified === true,
    name: email === null ? '' : displayNameFrom(claims, email),
    authenticatedAt: typeof shown === 'number' ? new Date(shown * 1000) : null,
  };
}
