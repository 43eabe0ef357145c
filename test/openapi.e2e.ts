import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, PASSWORD } from './support/given.js';
import type { OpenApiDocument } from './support/open-api.js';
import { type Operation, operationsOf, type Schema, urlOf } from './support/operations.js';
import { raw } from './support/raw.js';
import { type Scene, setScene } from './support/scene.js';

/** Routes for people, not for programs: api.md lists the pages, and what they and the document are shown with. */
const PAGES = [
  'GET /',
  'GET /.well-known/change-password',
  'GET /assets/pages.css',
  'GET /assets/passkeys.js',
  'GET /assets/webauthn.js',
  'GET /approvals/decide',
  'POST /approvals/decide',
  'GET /verify-email',
  'GET /unsubscribe',
  'POST /unsubscribe',
  'POST /verify-email',
  'POST /verify-email/resend',
  'POST /oidc/auth',
  'POST /oidc/session/end',
  'GET /sso/start',
  'GET /sso/callback',
  'GET /sign-in',
  'POST /sign-in',
  'GET /register',
  'POST /register',
  'GET /register/done',
  'GET /reset-password',
  'POST /reset-password',
  'GET /reset-password/sent',
  'POST /reset-password/complete',
  'GET /undo-email-change',
  'POST /undo-email-change',
  'GET /review-access',
  'POST /review-access/:kind/:id/removal',
  'GET /account/security',
  'GET /account/security/export',
  'POST /account/security/deletion',
  'POST /account/security/details',
  'POST /account/security/step-up',
  'POST /account/security/password',
  'POST /account/security/email',
  'POST /account/security/sessions/end-others',
  'POST /account/security/sessions/:id/end',
  'POST /account/security/sign-out',
  'POST /account/security/grants/:id/end',
  'GET /sign-in/again',
  'POST /sign-in/again',
  'POST /sign-in/other',
  'GET /oidc/*',
  'POST /oidc/*',
  'GET /oidc/interaction/:uid',
  'POST /oidc/interaction/:uid/consent',
  'POST /oidc/interaction/:uid/refusal',
];

/** What has many effects has no one answer that a key could stand for, a secret is not kept to be given again, and a preview does nothing. */
const WITHOUT_KEY = [
  'POST /api/v1/approvals/decisions',
  'POST /api/v1/booking-series/preview',
  'POST /api/v1/booking-series/{id}/preview',
  'POST /api/v1/branches/{id}/welcome-message/preview',
  'POST /api/v1/me/calendar-feed',
  'POST /api/v1/me/passkeys',
  'POST /api/v1/me/passkeys/options',
  'POST /api/v1/oidc-clients',
  'POST /api/v1/oidc-clients/{id}/secret',
  'POST /api/v1/session/step-up',
  'POST /api/v1/webhooks',
];

/** The document itself, the page at /docs and the files that it loads. */
const isDocs = (route: string) => /^GET \/(openapi\.(json|yaml)|docs(\/.*)?)$/.test(route);

describe('the OpenAPI document (IF-1)', () => {
  let app: TestApp;
  let document: OpenApiDocument;
  let operations: Operation[];

  beforeAll(async () => {
    app = await startApp();
    document = app.api.document;
    operations = operationsOf(document);
  });
  afterAll(() => app?.stop());

  it('names every route that the server has, and no other', () => {
    const served = app.routes
      .filter((route) => !/^(HEAD|OPTIONS) /.test(route) && !isDocs(route) && !PAGES.includes(route))
      .map((route) => route.replace(/:(\w+)/g, '{$1}'));
    expect([...new Set(served)].sort()).toEqual(operations.map(({ key }) => key).sort());
    expect(app.routes).toEqual(expect.arrayContaining(PAGES));
  });

  /** Every object of the document, with the way that leads to it. */
  function* objects(value: unknown, way = '#'): Generator<[string, Record<string, unknown>]> {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) yield [way, value as Record<string, unknown>];
    for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${way}/${key}`);
  }

  it('is OpenAPI 3.1, and each reference in it leads somewhere', () => {
    const { openapi, info, servers } = document as unknown as Record<string, never>;
    expect({ openapi, info, servers }).toEqual({
      openapi: expect.stringMatching(/^3\.1\.\d$/),
      info: expect.objectContaining({ title: expect.any(String), version: expect.any(String) }),
      // Relative to where the document came from.
      servers: [{ url: '/' }],
    });
    const leadsNowhere = [...objects(document)].flatMap(([way, { $ref }]) => {
      if (typeof $ref !== 'string') return [];
      const steps = $ref.replace(/^#\//, '').split('/');
      const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
      return found === undefined || !$ref.startsWith('#/') ? [`${way}: ${$ref}`] : [];
    });
    expect(leadsNowhere).toEqual([]);
    // 3.1 is JSON Schema 2020-12: what only 3.0 knew is not in it.
    const old = [...objects(document)].filter(([way, at]) => 'nullable' in at && way.includes('schema'));
    expect(old).toEqual([]);
  });

  const answerOf = ({ responses }: Operation, status: number): Schema =>
    responses[status]?.content?.['application/json']?.schema ?? {};

  it('security items 42 and 46: no answer has a field for a secret, and no body of staff one for a password', () => {
    const fieldsOf = (value: unknown) =>
      [...objects(value)].flatMap(([, { properties }]) => Object.keys((properties as object | undefined) ?? {}));
    const secret = /password|hash|secret|token|publicKey$|credentialId/i;
    const told = operations.flatMap(({ key, responses }) =>
      fieldsOf(responses).flatMap((field) => (secret.test(field) ? [`${key}: ${field}`] : [])),
    );
    // A client's secret is told once: by the answer that makes it (OP-2).
    const made = ['', '/{id}/secret'].map((path) => `POST /api/v1/oidc-clients${path}: clientSecret`);
    expect(told).toEqual(['GET /api/v1/sign-up-options: passwordMinLength', ...made, 'POST /api/v1/webhooks: secret']);
    const asked = operations.filter(({ body }) => fieldsOf(body).some((field) => /password/i.test(field)));
    expect(asked.map(({ key }) => key).filter((key) => key.includes('/users'))).toEqual([]);
    expect(asked.length).toBeGreaterThan(3);
  });

  it('describes each operation whole: its name, parameters, answers and refusals', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    const flaws = operations.flatMap((operation) => {
      const { key, operationId, path, parameters = [], responses } = operation;
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = parameters
        .filter((parameter) => parameter.in === 'path' && parameter.required)
        .map(({ name }) => name);
      const statuses = Object.keys(responses).map(Number);
      const isPublic = operation.security?.length === 0;
      const { properties: answered = {} } = answerOf(operation, 200);
      const isOnePage = answered.nextCursor?.type === 'null';
      const found = {
        'no operationId': !operationId,
        'path parameters': inPath.join() !== described.join(),
        'no success': !statuses.some((status) => status >= 200 && status < 300),
        'an answer without words': Object.values(responses).some(({ description }) => !description),
        'two parameters of one name': new Set(parameters.map(({ name }) => name)).size !== parameters.length,
        'a parameter without a schema': parameters.some(({ schema }) => !schema),
        'no 401': !isPublic && !statuses.includes(401),
        'no 404': inPath.length > 0 && !statuses.includes(404),
        'a body without its refusals':
          operation.body && ![400, 413, 415, 422].every((status) => statuses.includes(status)),
        'Idempotency-Key':
          (operation.method === 'POST' && !isPublic && !WITHOUT_KEY.includes(key)) !==
          parameters.some(({ name }) => name === 'Idempotency-Key'),
        'a list without pages':
          'nextCursor' in answered && !isOnePage && !operation.query.some(({ name }) => name === 'cursor'),
      };
      return Object.entries(found).flatMap(([flaw, is]) => (is ? [`${key}: ${flaw}`] : []));
    });
    expect(flaws).toEqual([]);
  });

  it('says of every error that it is a problem document', () => {
    const others = operations.flatMap(({ key, responses }) =>
      Object.entries(responses)
        .filter(
          ([status, { content }]) =>
            Number(status) >= 400 && Object.keys(content ?? {}).join() !== 'application/problem+json',
        )
        .map(([status]) => `${key} ${status}`),
    );
    expect(others).toEqual([]);
  });

  it('is served with a page to read it, from our own origin and under our policy', async () => {
    const page = await raw(app.origin, { path: '/docs' });
    expect([page.status, String(page.headers['content-type'])]).toEqual([200, expect.stringContaining('text/html')]);
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, link]) => new URL(link!, `${app.origin}/docs`),
    );
    expect(links.length).toBeGreaterThan(2);
    for (const link of links.filter(({ protocol }) => protocol !== 'data:')) {
      expect(link.origin).toBe(app.origin);
      expect([link.pathname, (await raw(app.origin, { path: link.pathname })).status]).toEqual([link.pathname, 200]);
    }
    expect((await raw(app.origin, { path: '/openapi.yaml' })).status).toBe(200);
  });

  it('is true: every operation, called as it says, answers as it says', async () => {
    const scene = await setScene(new Given(app));
    const { client } = scene.everybody;
    const failures: unknown[] = [];
    for (const operation of inOrder(operations)) {
      const act = await actOf(operation, scene);
      // Health and metrics lie outside /api, where the client does not hold answers to the document.
      const { status, headers, body } = await client.send(
        operation.method,
        urlOf(operation, act.id, act.query, act.ids),
        act,
      );
      if (!operation.path.startsWith('/api/')) {
        app.api.check(operation.method, operation.path, status, headers.get('content-type') ?? '', body);
      }
      if (status >= 300) failures.push({ operation: operation.key, status, body });
      if (['POST /api/v1/session', 'DELETE /api/v1/session'].includes(operation.key)) await signInAgain(scene);
    }
    expect(failures).toEqual([]);
    const unseen = operations.filter(({ key }) => ![...app.api.seen].some((seen) => seen.startsWith(`${key} 2`)));
    expect(unseen.map(({ key }) => key)).toEqual([]);
  });

  /** Reading first, for what is done then changes what there is to read; last what keeps people from doing the rest. */
  function inOrder(all: Operation[]): Operation[] {
    const agreement = ['POST /api/v1/agreements', 'POST /api/v1/me/agreement-acceptances'];
    const last = [...agreement, 'DELETE /api/v1/session', 'DELETE /api/v1/me'];
    const rank = ({ method, key }: Operation) =>
      last.includes(key) ? 2 + last.indexOf(key) : Number(method !== 'GET');
    return all.toSorted((one, other) => rank(one) - rank(other));
  }

  const signInAgain = ({ everybody }: Scene) => everybody.client.signIn(everybody.email, PASSWORD);
});
