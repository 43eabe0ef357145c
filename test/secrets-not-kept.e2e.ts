import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request as send } from 'node:http';
import { type TestApp, startApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { Given, PASSWORD } from './support/given.js';
import { operationsOf } from './support/operations.js';

/** What proves who somebody is, or opens something, by its name in a body or an answer. */
const SECRET = /^(password|token|secret|clientSecret|challenge|signature|attestationObject|clientDataJSON)$/;
const NEW_CLIENT = { name: 'Site', type: 'confidential', redirectUris: ['https://site.example/back'] };

describe('secrets and what is kept or sent of them', () => {
  let app: TestApp;
  let given: Given;

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_TARGETS: 'any' });
    given = new Given(app);
  });
  afterAll(() => app?.stop());

  const withKey = (path: string, key: string, body?: unknown, client = app.admin): Promise<Answer> =>
    client.post(path, body, { headers: { 'idempotency-key': key } }) as Promise<Answer>;
  const kept = async (): Promise<string> => {
    const { rows } = await app.db.query('SELECT * FROM platform.idempotency_keys');
    return JSON.stringify(rows);
  };

  it('S-5: an answer with a secret is not stored, and the secret is told once', async () => {
    const client = await app.admin.expect(201, 'POST', '/oidc-clients', NEW_CLIENT);
    const asked: [string, unknown, string][] = [
      ['/oidc-clients', NEW_CLIENT, 'clientSecret'],
      [`/oidc-clients/${client.id}/secret`, undefined, 'clientSecret'],
      ['/webhooks', { url: 'https://hooks.example/in', events: ['bookings.booking-confirmed'] }, 'secret'],
      ['/me/calendar-feed', undefined, 'url'],
    ];
    for (const [path, body, field] of asked) {
      const key = crypto.randomUUID();
      const [first, second] = [await withKey(path, key, body), await withKey(path, key, body)];
      expect([path, first.status, second.status]).toEqual([path, 201, 201]);
      const secrets = [first.body[field], second.body[field]].map(String);
      expect(secrets[0]).not.toBe(secrets[1]);
      const stored = await kept();
      for (const secret of [...secrets, key]) expect([path, stored.includes(secret)]).toEqual([path, false]);
    }
  });

  it('S-5: no credential route takes a key: nothing is stored of a request with a password', async () => {
    const { email, client } = await given.user(await given.branch(), ['booker']);
    const key = crypto.randomUUID();
    expect((await withKey('/session/step-up', key, { password: PASSWORD }, client)).status).toBe(204);
    expect((await withKey('/session/step-up', key, { password: 'another one altogether' }, client)).status).toBe(401);
    expect((await withKey('/session', key, { email, password: PASSWORD }, client)).status).toBe(200);
    expect((await withKey('/me/passkeys/options', key, undefined, client)).status).toBe(200);
    const page = await fetch(`${app.origin}/account/security/password`, {
      ...{ method: 'POST', redirect: 'manual' },
      headers: { cookie: client.cookie, origin: app.config.publicUrl, 'idempotency-key': key },
      body: new URLSearchParams({ password: 'a heron above the reeds' }),
    });
    expect(page.status).toBeLessThan(400);
    expect(await kept()).not.toContain(key);
  });

  it('S-5: a digest of what was asked is under a key: nobody tries out by it what that was', async () => {
    const branchId = await given.branch();
    const { client } = await given.user(branchId, ['booker']);
    const [key, body] = [crypto.randomUUID(), await given.wish(await given.vehicle(branchId), 1)];
    expect((await withKey('/bookings', key, body, client)).status).toBe(201);
    const { rows } = await app.db.query('SELECT fingerprint FROM platform.idempotency_keys WHERE key = $1', [key]);
    const sha = async (text: string) =>
      Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('base64url');
    const guesses = [
      ['POST', '/api/v1/bookings', body],
      ['/api/v1/bookings', {}, {}, body],
    ].map((guess) => sha(JSON.stringify(guess)));
    expect(rows).toHaveLength(1);
    expect(await Promise.all(guesses)).not.toContain(rows[0].fingerprint);
  });

  it('S-5: whatever has a secret in its body or answer takes no key', () => {
    const properties = (schema: unknown): string[] =>
      Object.entries((schema ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
        if (typeof value !== 'object' || value === null) return [];
        const own = name === 'properties' ? Object.keys(value) : [];
        const ref = (value as { $ref?: string }).$ref?.split('/').at(-1);
        const components = app.api.document.components as { schemas?: Record<string, unknown> } | undefined;
        return [...own, ...properties(value), ...(ref ? properties({ of: components?.schemas?.[ref] }) : [])];
      });
    const secret = operationsOf(app.api.document).filter(({ key }) => {
      const [method, path] = key.split(' ') as [string, string];
      const { requestBody, responses } = (app.api.document.paths as Record<string, Record<string, never>>)[path]![
        method.toLowerCase()
      ]! as { requestBody?: unknown; responses?: unknown };
      return properties({ requestBody, responses }).some((name) => SECRET.test(name));
    });
    const keys = secret.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['POST /api/v1/oidc-clients', 'POST /api/v1/webhooks']));
    expect(keys.length).toBeGreaterThan(10);
    const taking = keys.filter((key) => {
      const [method, path] = key.split(' ') as [string, string];
      const { parameters } = (app.api.document.paths as Record<string, Record<string, never>>)[path]![
        method.toLowerCase()
      ]! as { parameters?: { name: string }[] };
      return parameters?.some(({ name }) => name === 'Idempotency-Key');
    });
    expect(taking).toEqual([]);
  });

  it('compresses JSON above 1 KB, and no answer that holds a secret', async () => {
    const ask = (path: string, encoding: string, method = 'GET', body?: string) =>
      new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
        const headers = {
          ...{ cookie: app.admin.cookie, origin: app.config.publicUrl, 'accept-encoding': encoding },
          ...(body !== undefined && { 'content-type': 'application/json' }),
        };
        const sent = send(app.origin + path, { method, headers }, (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('end', () =>
            resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(pieces) }),
          );
        });
        sent.on('error', reject);
        sent.end(body);
      });
    const plain = await ask('/api/v1/roles', 'identity');
    const [br, gzip] = [await ask('/api/v1/roles', 'gzip, br'), await ask('/api/v1/roles', 'gzip')];
    expect([plain.encoding, br.encoding, gzip.encoding]).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(br.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect((await ask('/api/v1/me', 'br')).encoding).toBeUndefined();
    const uris = Array.from({ length: 20 }, (_, index) => `https://site.example/${'back'.repeat(20)}${index}`);
    const client = JSON.stringify({ ...NEW_CLIENT, redirectUris: uris });
    const secret = await ask('/api/v1/oidc-clients', 'gzip, br', 'POST', client);
    expect([secret.encoding, secret.bytes.length > 1_024]).toEqual([undefined, true]);
    expect(JSON.parse(secret.bytes.toString()).clientSecret).toEqual(expect.any(String));
  });
});
