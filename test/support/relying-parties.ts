import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';
import * as oidc from 'openid-client';
import passport from 'passport';

/** What a website needs to know of its provider and of itself. */
export interface Registration {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The website's own origin. */
  home: string;
}

export interface Site {
  close: () => void;
}

export const SCOPE = 'openid profile email roles';
/** It comes without types. */
const { Strategy } = createRequire(import.meta.url)('passport-openidconnect') as {
  Strategy: new (options: object, verify: (...told: never[]) => void) => passport.Strategy;
};
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as object;

type Session = Record<string, unknown>;
type Visited = Request & { session: Session };

/** Sessions in memory, as the docs of the libraries have them by express-session. */
function remember(app: Express): void {
  const sessions = new Map<string, Session>();
  app.use((request, response, next) => {
    const known = /site=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const id = known ?? randomBytes(16).toString('hex');
    if (!known) response.cookie('site', id, { httpOnly: true });
    sessions.set(id, sessions.get(id) ?? {});
    (request as Visited).session = sessions.get(id)!;
    next();
  });
}

const showPerson = (app: Express) =>
  app.get('/', (request: Request, response: Response) => {
    response.json((request as Visited).session.person ?? null);
  });

async function withOpenidClient({ issuer, clientId, clientSecret, home }: Registration): Promise<Express> {
  const options = { execute: [oidc.allowInsecureRequests] };
  const config = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  const app = express();
  remember(app);
  app.get('/sign-in', async (request, response) => {
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const expectedState = oidc.randomState();
    (request as unknown as Visited).session.checks = { pkceCodeVerifier, expectedState };
    const code_challenge = await oidc.calculatePKCECodeChallenge(pkceCodeVerifier);
    const pkce = { code_challenge, code_challenge_method: 'S256', state: expectedState };
    response.redirect(
      oidc.buildAuthorizationUrl(config, { redirect_uri: `${home}/callback`, scope: SCOPE, ...pkce }).href,
    );
  });
  app.get('/callback', async (request, response) => {
    const { session } = request as unknown as Visited;
    const tokens = await oidc.authorizationCodeGrant(config, new URL(request.url, home), session.checks as object);
    Object.assign(session, { person: tokens.claims(), idToken: tokens.id_token });
    response.redirect('/');
  });
  app.get('/sign-out', (request, response) => {
    const { session } = request as unknown as Visited;
    const id_token_hint = session.idToken as string;
    delete session.person;
    response.redirect(oidc.buildEndSessionUrl(config, { id_token_hint, post_logout_redirect_uri: `${home}/` }).href);
  });
  showPerson(app);
  return app;
}

function withPassport({ issuer, clientId, clientSecret, home }: Registration): Promise<Express> {
  const app = express();
  remember(app);
  // A passport of its own: the service under test has one in the same program.
  const own = new passport.Passport();
  type Done = (error: unknown, person?: object) => void;
  const verify = (
    _issuer: string,
    _profile: object,
    _context: object,
    idToken: string,
    _access: string,
    _refresh: string,
    done: Done,
  ) => done(null, { idToken, claims: claimsOf(idToken) });
  own.use(
    new Strategy(
      {
        ...{ issuer, clientID: clientId, clientSecret, callbackURL: `${home}/callback`, nonce: 'yes' },
        ...{ authorizationURL: `${issuer}/auth`, tokenURL: `${issuer}/token`, userInfoURL: `${issuer}/me` },
        ...{ scope: SCOPE.split(' ').slice(1), skipUserProfile: true },
      },
      verify,
    ),
  );
  const authenticate = own.authenticate('openidconnect', { session: false }) as express.RequestHandler;
  app.get('/sign-in', authenticate);
  app.get('/callback', authenticate, (request, response) => {
    const { idToken, claims } = request.user as unknown as { idToken: string; claims: object };
    Object.assign((request as unknown as Visited).session, { person: claims, idToken });
    response.redirect('/');
  });
  app.get('/sign-out', (request, response) => {
    const { session } = request as unknown as Visited;
    const id_token_hint = session.idToken as string;
    delete session.person;
    const asked = new URLSearchParams({ id_token_hint, post_logout_redirect_uri: `${home}/` });
    response.redirect(`${issuer}/session/end?${asked}`);
  });
  showPerson(app);
  return Promise.resolve(app);
}

/** In a program of its own, behind this one. */
async function withExpressOpenidConnect(registration: Registration): Promise<Site> {
  const secret = randomBytes(32).toString('hex');
  const program = join(import.meta.dirname, 'express-openid-connect-site.mjs');
  const site = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH!, SITE: JSON.stringify({ ...registration, scope: SCOPE, secret }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(site.stdout, 'data');
  return { close: () => void site.kill('SIGKILL') };
}

const served = (make: (registration: Registration) => Promise<Express>) => async (registration: Registration) =>
  serve(await make(registration), registration.home);

/** Websites as their libraries' docs have them: /sign-in, /sign-out, and at / who is signed in, as JSON. */
export const WEBSITES: Record<string, { open: (registration: Registration) => Promise<Site>; client: object }> = {
  'openid-client': { open: served(withOpenidClient), client: {} },
  // It knows no PKCE, and sends a nonce.
  'passport-openidconnect': { open: served(withPassport), client: { pkceRequired: false } },
  'express-openid-connect': { open: withExpressOpenidConnect, client: { pkceRequired: false } },
};

/** Serves a site at its own address. */
export async function serve(app: Express, home: string): Promise<Site> {
  const server = app.listen(Number(new URL(home).port), '127.0.0.1');
  await once(server, 'listening');
  return { close: () => void server.close() };
}
