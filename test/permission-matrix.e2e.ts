import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { type Cell, cellsOf, COLUMNS, lineOf } from './support/cells.js';
import { DOORS } from './support/doors.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { type Operation, operationsOf, urlOf } from './support/operations.js';
import { type Scene, setScene } from './support/scene.js';
import { settled, stateOf } from './support/stored.js';

/** Once there is an agreement nobody books before they accept it, and until then there is none to accept. */
const LATE = ['POST /api/v1/agreements', 'POST /api/v1/me/agreement-acceptances'];

/** They end the session that they are called with. */
const LAST = ['DELETE /api/v1/session', 'DELETE /api/v1/me'];

/** Of a ceremony that only `everybody` of the scene has begun: past the door, it is nobody else's. */
const CEREMONIES = ['POST /api/v1/session/step-up', 'POST /api/v1/me/passkeys'];

/**
 * Every operation, called as every built-in role (RP-3, RP-4) on the things of its own branch, against the table in
 * support/doors.ts. First all that must be refused, then what must succeed: that a role comes to something which another
 * has done already (409, 410, 412, or gone after a deletion) shows as well that nothing forbids it.
 */
describe('the permissions of the built-in roles', () => {
  const LONG_MS = 120_000; // some two thousand calls each
  let app: TestApp;
  let scene: Scene;
  let operations: Operation[];
  const people = new Map<string, GivenUser>();
  const departures: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    scene = await setScene(given);
    for (const [letter, roles] of COLUMNS) {
      const assigned = roles.map((key) => (key === 'multibranch_admin' ? [key, [scene.branchId]] : key));
      people.set(letter, await given.user(scene.branchId, assigned as string[]));
    }
    operations = operationsOf(app.api.document).filter(({ key }) => DOORS[key] !== 'everybody');
    await settled(app);
  }, 60_000);
  afterAll(() => app?.stop());

  async function call(operation: Operation, letter: string): Promise<{ status: number; code: string | undefined }> {
    const { id, ids, query, body, raw, headers } = await actOf(operation, scene);
    const { client, email } = people.get(letter)!;
    const options = { body, ...(raw !== undefined && { raw }), ...(headers && { headers }) };
    const answer = await client.send(operation.method, urlOf(operation, id, query, ids), options);
    if (operation.key === LAST[0] && answer.status === 204) await client.signIn(email, PASSWORD);
    return { status: answer.status, code: answer.body?.code };
  }

  const cellsFor = (key: string) => {
    try {
      return cellsOf(DOORS[key] ?? '');
    } catch {
      return undefined;
    }
  };
  const lettersOf = (cells: Map<string, Cell>, ...wanted: Cell[]) =>
    [...cells].filter(([, cell]) => wanted.includes(cell)).map(([letter]) => letter);

  it(
    'RP-2, RP-13: what a role may not do is refused, and changes nothing',
    async () => {
      const before = await stateOf(app.db);
      let refused = 0;
      for (const operation of operations) {
        const cells = cellsFor(operation.key) ?? new Map<string, Cell>();
        const calls = lettersOf(cells, 'no', 'row').map(async (letter) => {
          const { status, code } = await call(operation, letter);
          const expected = cells.get(letter) === 'no' ? status === 403 && code === 'forbidden' : isRefusal(status);
          if (!expected) departures.push(`${operation.key}: ${letter} gets ${status} ${code}`);
        });
        refused += (await Promise.all(calls)).length;
      }
      expect(departures).toEqual([]);
      expect(refused).toBeGreaterThan(200);
      await settled(app);
      expect(await stateOf(app.db)).toEqual(before);
    },
    LONG_MS,
  );

  it(
    'RP-3, RP-4: what a role may do succeeds; the table says of every operation who that is',
    async () => {
      // Deletions come last: what they take away is what others are about.
      const lateness = ({ key, method }: Operation) =>
        method === 'DELETE' ? LATE.length + 2 + LAST.indexOf(key) : LATE.indexOf(key) + 1;
      for (const operation of operations.toSorted((one, other) => lateness(one) - lateness(other))) {
        const cells = cellsFor(operation.key);
        const got = new Map<string, Cell>();
        for (const [letter] of COLUMNS) {
          if (cells && cells.get(letter) !== 'yes') continue;
          const { status, code } = await call(operation, letter);
          const isFirst = ![...got.values()].includes('yes');
          const isDone = !isFirst && operation.method === 'DELETE' && status === 404;
          const outcome = isDone ? 'yes' : outcomeOf(status, code);
          got.set(letter, outcome);
          const unheardOf = status >= 500 || code === 'unauthenticated' || (cells && outcome !== 'yes');
          const failed = isFirst && outcome === 'yes' && status >= 300 && !CEREMONIES.includes(operation.key);
          if (unheardOf || failed) departures.push(`${operation.key}: ${letter} gets ${status} ${code}`);
        }
        if (!cells) departures.push(`'${operation.key}': '${lineOf((letter) => got.get(letter))}',`);
      }
      expect(departures).toEqual([]);
    },
    LONG_MS,
  );
});

/** Not theirs to see, not allowed on this row, or something in the body that is not theirs to give. */
const isRefusal = (status: number) => status === 403 || status === 404;

function outcomeOf(status: number, code: string | undefined): Cell {
  if (status === 403 && code === 'forbidden') return 'no';
  return isRefusal(status) ? 'row' : 'yes';
}
