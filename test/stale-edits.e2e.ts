import { newId } from '../src/platform/domain/ids.js';
import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given } from './support/given.js';
import { type Operation, operationsOf, urlOf } from './support/operations.js';
import { type Scene, setScene } from './support/scene.js';
import { settled, stateOf } from './support/stored.js';

/** A preview changes nothing. */
const PREVIEWS = [
  'POST /api/v1/branches/{id}/welcome-message/preview',
  'POST /api/v1/booking-series/preview',
  'POST /api/v1/booking-series/{id}/preview',
];
const edits = ({ method, key, hasId, responses }: Operation) =>
  ('412' in responses && method !== 'GET') ||
  ['PATCH', 'PUT', 'DELETE'].includes(method) ||
  (method === 'POST' && hasId && !PREVIEWS.includes(key));

describe('stale edits (IF-2)', () => {
  let app: TestApp;
  let scene: Scene;
  let foreign: Scene;
  let operations: Operation[];
  let client: Client;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    [scene, foreign] = [await setScene(given), await setScene(given, 'Foreign')];
    ({ client } = scene.everybody);
    operations = operationsOf(app.api.document);
  });
  afterAll(() => app?.stop());

  const patch = (url: string, body: object, tag: string) => client.patch(url, body, { headers: { 'if-match': tag } });

  async function tagOf(url: string): Promise<string> {
    const { headers } = await client.get(url);
    expect(headers.get('etag')).toMatch(/^"[^"]+"$/);
    return headers.get('etag')!;
  }

  it('IF-2: every edit that demands another version is refused with 412, and changes nothing', async () => {
    await settled(app);
    const before = await stateOf(app.db);
    const departures: unknown[] = [];
    for (const operation of operations.filter(edits)) {
      const act = await actOf(operation, scene);
      const headers = { ...act.headers, 'if-match': `"${scene.vehicleId}.77", W/"x"` };
      const { status, body } = await client.send(operation.method, urlOf(operation, act.id, act.query, act.ids), {
        ...act,
        headers,
      });
      if (status !== 412 || body.code !== 'stale') departures.push({ operation: operation.key, status, body });
    }
    expect(departures).toEqual([]);
    expect(await stateOf(app.db)).toEqual(before);
  });

  /** Things that are read and changed at one address. */
  const readAndPatched = () =>
    operations.filter(
      ({ method, path }) =>
        method === 'PATCH' && 'ETag' in (headersOf(operations.find(({ key }) => key === `GET ${path}`)) ?? {}),
    );
  const headersOf = (operation: Operation | undefined) =>
    (operation?.responses['200'] as { headers?: object } | undefined)?.headers;

  it('IF-2: the version that was read is edited once, and then it is another', async () => {
    const seen: string[] = [];
    for (const operation of readAndPatched()) {
      const { id, body } = await actOf(operation, scene);
      const url = urlOf(operation, id);
      const read = await tagOf(url);
      const known = await client.get(url, { headers: { 'if-none-match': `"other", ${read}` } });
      expect([operation.key, known.status, known.text]).toEqual([operation.key, 304, '']);
      const edited = await patch(url, body!, `"other", ${read}`);
      expect([operation.key, edited.status]).toEqual([operation.key, 200]);
      expect(edited.headers.get('etag')).toBe(await tagOf(url));
      if (edited.headers.get('etag') !== read) {
        expect([operation.key, (await patch(url, body!, read)).status]).toEqual([operation.key, 412]);
        expect((await client.get(url, { headers: { 'if-none-match': read } })).status).toBe(200);
        seen.push(operation.key);
      }
      expect((await patch(url, body!, '*')).status).toBe(200);
      expect((await client.patch(url, body)).status).toBe(200);
    }
    const kept = ['branches/{id}', 'groups/{id}', 'organisation', 'users/{id}', 'vehicles/{id}'];
    expect(seen).toEqual(expect.arrayContaining(kept.map((path) => `PATCH /api/v1/${path}`)));
  });

  it('IF-2: a tag of another thing is not one of this', async () => {
    const { headers } = await client.get(`/branches/${scene.branchId}`);
    expect((await patch(`/vehicles/${scene.vehicleId}`, { name: 'X' }, headers.get('etag')!)).status).toBe(412);
  });

  it('IF-2: of many who edit the version that they all read, one does', async () => {
    const url = `/vehicles/${scene.vehicleId}`;
    const tag = await tagOf(url);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => patch(url, { name: `Car of ${index}` }, tag)),
    );
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
    expect((await client.expect(200, 'GET', url)).name).toBe(`Car of ${winner}`);
  });

  it('RP-13: whatever it demands, a foreign id answers as a random one', async () => {
    const admin = scene.branchAdmin.client;
    const { headers } = await client.get(`/vehicles/${foreign.vehicleId}`);
    for (const tag of ['"x"', headers.get('etag')!, '*']) {
      for (const id of [foreign.vehicleId, newId()]) {
        const { status } = await admin.patch(`/vehicles/${id}`, { name: 'Mine' }, { headers: { 'if-match': tag } });
        expect(status).toBe(404);
      }
    }
  });
});
