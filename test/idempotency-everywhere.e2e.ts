import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { DOORS } from './support/doors.js';
import { Given } from './support/given.js';
import { type Operation, operationsOf, urlOf } from './support/operations.js';
import { sceneFor } from './support/scene-anew.js';
import { type Scene, setScene } from './support/scene.js';

/** These change what everything after them stands on. */
const LAST = ['POST /api/v1/agreements', 'POST /api/v1/me/agreement-acceptances'];

describe('Idempotency-Key', () => {
  let app: TestApp;
  let scene: Scene;

  beforeAll(async () => {
    app = await startApp();
    scene = await setScene(new Given(app));
  });
  afterAll(() => app?.stop());

  async function callTwice(operation: Operation) {
    const caller = scene.everybody;
    const { id, ids, query, body, raw, headers } = await actOf(operation, await sceneFor(operation.key, scene, caller));
    const url = urlOf(operation, id, query, ids);
    const options = { body, ...(raw !== undefined && { raw }) };
    const key = { ...headers, 'idempotency-key': crypto.randomUUID() as string };
    const first = await caller.client.send('POST', url, { ...options, headers: key });
    const again = await caller.client.send('POST', url, { ...options, headers: key });
    return { first, again };
  }

  it('BK-18: every POST takes one: it succeeds as without, and a repeat is answered with a refusal or the same', async () => {
    const posts = operationsOf(app.api.document)
      .filter(({ method, path, key }) => method === 'POST' && path.startsWith('/api/') && DOORS[key] !== 'everybody')
      .sort((one, other) => LAST.indexOf(one.key) - LAST.indexOf(other.key));
    const departures: unknown[] = [];
    let repeated = 0;
    for (const operation of posts) {
      const { first, again } = await callTwice(operation);
      const isSame = first.status === again.status && first.text === again.text;
      if (isSame) repeated += 1;
      if (first.status >= 300 || again.status >= 500) {
        departures.push([operation.key, first.status, first.body?.code, again.status]);
      }
    }
    expect(departures).toEqual([]);
    expect(posts.length).toBeGreaterThan(40);
    expect(repeated).toBeGreaterThan(30);
  });
});
