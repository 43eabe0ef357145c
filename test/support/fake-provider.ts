import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What an attacker, or a provider that does not keep to the standard, makes different in an answer. */
export interface Tampering {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: KeyObject;
  /** Of the way back to the service. */
  answer?: Record<string, string | null>;
  userinfo?: Record<string, unknown>;
  /** Instead of all that the token endpoint would say. */
  token?: Record<string, unknown>;
}

interface Given {
  nonce: string;
  challenge: string;
  redirectUri: string;
  tampering: Tampering;
}

/** The organisation's own OpenID provider, without pages: whoever is `person` is signed in there. */
export class FakeProvider {
  readonly clientId = 'motorpool';
  readonly clientSecret = 'onlyTheProviderAndItsClientKnowThis';
  person: Record<string, unknown> = {};
  /** Instead of answering: 'hang', 'fail' or 'flood'. */
  fault: 'hang' | 'fail' | 'flood' | null = null;
  /** Whether a browser that is sent here goes straight back, as where it is signed in already. */
  sendsBack = false;
  tokensAsked = 0;
  readonly #key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #codes = new Map<string, Given>();
  #server!: Server;
  issuer = '';

  async start(): Promise<this> {
    this.#server = createServer((request, response) => {
      if (this.sendsBack && request.url?.startsWith('/idp/auth?')) {
        const location = this.back(new URL(request.url, this.issuer).href);
        return void response.writeHead(303, { location }).end();
      }
      void this.#answer(request).then(([status, body]) => {
        if (body === undefined) return;
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    }).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.issuer = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/idp`;
    return this;
  }

  get settings(): Record<string, string> {
    return { SSO_ISSUER: this.issuer, SSO_CLIENT_ID: this.clientId, SSO_CLIENT_SECRET: this.clientSecret };
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Where the browser is sent back to, from where it was sent. */
  back(sent: string, tampering: Tampering = {}): string {
    const asked = new URL(sent).searchParams;
    const code = randomBytes(12).toString('hex');
    const redirectUri = asked.get('redirect_uri')!;
    this.#codes.set(code, {
      nonce: asked.get('nonce')!,
      challenge: asked.get('code_challenge')!,
      redirectUri,
      tampering,
    });
    const url = new URL(redirectUri);
    const answer = { code, state: asked.get('state')!, iss: this.issuer, ...tampering.answer };
    for (const [name, value] of Object.entries(answer)) if (value !== null) url.searchParams.set(name, value);
    return url.href;
  }

  async #answer(request: IncomingMessage): Promise<[number, unknown]> {
    const { pathname } = new URL(request.url!, this.issuer);
    if (this.fault === 'hang') return [0, undefined];
    if (this.fault === 'fail') return [503, {}];
    if (this.fault === 'flood') return [200, { issuer: this.issuer, padding: 'x'.repeat(1_000_000) }];
    if (pathname.endsWith('/openid-configuration')) return [200, this.#metadata()];
    if (pathname === '/idp/jwks') return [200, { keys: [this.#jwk()] }];
    if (pathname === '/idp/token') return this.#token(request);
    if (pathname === '/idp/userinfo') return [200, { sub: this.person.sub, ...this.#userinfo }];
    return [404, {}];
  }

  #userinfo: Record<string, unknown> = {};

  #metadata() {
    const at = (path: string) => `${this.issuer}/${path}`;
    return {
      issuer: this.issuer,
      authorization_endpoint: at('auth'),
      token_endpoint: at('token'),
      userinfo_endpoint: at('userinfo'),
      jwks_uri: at('jwks'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  #jwk() {
    return { ...this.#key.publicKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' };
  }

  async #token(request: IncomingMessage): Promise<[number, unknown]> {
    this.tokensAsked += 1;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const form = new URLSearchParams(Buffer.concat(parts).toString());
    const given = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const basic = Buffer.from(`${this.clientId}:${this.clientSecret}`);
    const isClient = request.headers.authorization === `Basic ${basic.toString('base64')}`;
    if (!given || verifier !== given.challenge || form.get('redirect_uri') !== given.redirectUri || !isClient) {
      return [400, { error: 'invalid_grant' }];
    }
    const { tampering } = given;
    this.#userinfo = tampering.userinfo ?? {};
    const id_token = this.#idToken(given.nonce, tampering);
    return [200, tampering.token ?? { access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token }];
  }

  #idToken(nonce: string, { claims, header, key }: Tampering): string {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, exp: now + 300 };
    const all = { iss: this.issuer, aud: this.clientId, nonce, ...times, ...this.person, ...claims };
    const head = { alg: 'RS256', kid: 'first', ...header };
    const signed = `${json(head)}.${json(all)}`;
    if (head.alg === 'none') return `${signed}.`;
    const { publicKey, privateKey } = this.#key;
    if (head.alg === 'HS256') {
      const pem = publicKey.export({ type: 'spki', format: 'pem' });
      return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    }
    return `${signed}.${sign('sha256', Buffer.from(signed), key ?? privateKey).toString('base64url')}`;
  }
}
