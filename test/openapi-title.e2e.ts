import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { makeApiDocument } from '../src/openapi.js';
import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import { givenClient } from './support/openid.js';

const describeWithCurl = hasCurl() ? describe : describe.skip;

/** The first page of the OpenAPI document, as its readers follow it: what it shows is run, word by word. */
describeWithCurl('the examples on the title page of the API', () => {
  let app: TestApp;
  let given: Given;
  let vehicleIds: string[];
  let examples: string[];
  const known: Record<string, string> = {};

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    const branchId = await given.branch();
    vehicleIds = [await given.vehicle(branchId), await given.vehicle(branchId)];
    const contact = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Payroll', canSignIn: false, branchId };
    const roles = [{ roleId: await given.roleId('booker') }, { roleId: await given.roleId('branch_admin') }];
    const { id } = await app.admin.expect(201, 'POST', '/users', { ...contact, roles });
    const client = await givenClient(app, { redirectUris: [], serviceAccountId: id });
    const wish = await given.wish(vehicleIds[0]!, 3);
    Object.assign(known, {
      URL: app.origin,
      CLIENT_ID: client.clientId,
      CLIENT_SECRET: client.clientSecret,
      START: wish.start,
      END: wish.end,
      REASON_ID: wish.reasonId,
      KEY: crypto.randomUUID(),
    });
    const { info } = (await makeApiDocument()) as { info: { description?: string } };
    examples = [...info.description!.matchAll(/```sh\n(.*?)```/gs)].map(([, code]) => code!);
  });
  afterAll(() => app?.stop());

  /** Runs the one example that has this in it, and says which status it is answered with. */
  async function run(part: string): Promise<{ status: number; body: Record<string, unknown>; etag: string }> {
    const found = examples.filter((one) => one.includes(part));
    expect([part, found.length]).toEqual([part, 1]);
    const variables = [...found[0]!.matchAll(/\$(\w+)/g)].map(([, name]) => name!);
    expect(variables.filter((name) => known[name] === undefined)).toEqual([]);
    const shown = `curl() { command curl -sS -w '\n%{http_code} %header{etag}' "$@"; }\n${found[0]}`;
    const { stdout } = await promisify(execFile)('bash', ['-c', shown], { env: { ...process.env, ...known } });
    const [last, ...rest] = stdout.split('\n').reverse();
    const [status, etag = ''] = last!.split(' ');
    const text = rest.reverse().join('\n');
    return { status: Number(status), etag, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }

  it('get a token, find a vehicle, book it; the same request again books nothing', async () => {
    const token = await run('/oidc/token');
    expect([token.status, token.body.scope]).toEqual([200, 'api:read api:write']);
    known.TOKEN = token.body.access_token as string;
    const found = await run('/availability');
    const free = (found.body.vehicles as { id: string }[]).map(({ id }) => id);
    expect(free.sort()).toEqual(vehicleIds.toSorted());
    known.VEHICLE_ID = free[0]!;
    const booked = await run('<<JSON');
    expect([booked.status, booked.body.state, booked.body.vehicleId]).toEqual([201, 'confirmed', free[0]]);
    const again = await run('<<JSON');
    expect([again.status, again.body.id]).toEqual([201, booked.body.id]);
    const { items } = await app.admin.expect(200, 'GET', `/bookings?view=branch&vehicleId=${free[0]}`);
    expect(items).toHaveLength(1);
    known.BOOKING_ID = booked.body.id as string;
  });

  it('page through a list, and ask whether something has changed', async () => {
    const page = await run('vehicles?limit=50"');
    expect([page.status, page.body.nextCursor]).toEqual([200, null]);
    const first = await app.admin.expect(200, 'GET', '/vehicles?limit=1');
    known.NEXT_CURSOR = first.nextCursor as string;
    const next = await run('cursor=$NEXT_CURSOR');
    expect([next.status, (next.body.items as unknown[]).length]).toEqual([200, 1]);
    known.ETAG = '"none"';
    const read = await run('If-None-Match');
    expect([read.status, read.body.id]).toEqual([200, known.BOOKING_ID]);
    known.ETAG = read.etag;
    expect((await run('If-None-Match')).status).toBe(304);
  });

  it('what it says of errors, retries and versions is so', async () => {
    const authorization = `Bearer ${known.TOKEN}`;
    const call = (method: string, path: string, body?: object, headers: object = {}) =>
      app.anyone().send(method, `/api/v1${path}`, { body, headers: { authorization, ...headers } });
    const absent = await call('GET', `/bookings/${crypto.randomUUID()}`);
    expect([absent.status, absent.body.code]).toEqual([404, 'not_found']);
    const wrong = await call('POST', '/bookings', { vehicleId: 'none' });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, expect.any(String)]);
    const path = `/bookings/${known.BOOKING_ID}`;
    const tag = (await call('GET', path)).headers.get('etag')!;
    expect((await call('PATCH', path, { notes: 'one' }, { 'if-match': tag })).status).toBe(200);
    const stale = await call('PATCH', path, { notes: 'two' }, { 'if-match': tag });
    expect([stale.status, stale.headers.get('x-request-id')]).toEqual([412, expect.any(String)]);
    expect((await call('GET', '/vehicles')).body.items.length).toBeLessThanOrEqual(50);
    expect((await call('GET', '/vehicles?limit=201')).status).toBe(422);
    const other = await call('POST', '/bookings', { reasonId: known.REASON_ID }, { 'idempotency-key': known.KEY });
    expect([422, 409]).toContain(other.status);
  });
});

function hasCurl(): boolean {
  try {
    execFileSync('bash', ['-c', 'command -v curl']);
    return true;
  } catch {
    console.warn('There is no bash with curl: the examples of the title page are not run.');
    return false;
  }
}
