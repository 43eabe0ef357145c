import { newId } from '../src/platform/domain/ids.js';
import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { type Cell, cellsOf, COLUMNS, lineOf } from './support/cells.js';
import { DOORS, OWN_ONLY } from './support/doors.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { inParallel } from './support/in-parallel.js';
import { type Operation, operationsOf, urlOf } from './support/operations.js';
import { isMadeAnew, sceneFor } from './support/scene-anew.js';
import { type Scene, setScene } from './support/scene.js';
import { settled, stateOf } from './support/stored.js';

const SIGN_OUT = 'DELETE /api/v1/session';

/** About whoever calls. */
const OF_CALLER = /^\/api\/v1\/(me|session)\b/;

/** Last, in this order: nobody books before they accept an agreement that there is, and these end the session. */
const LAST = ['POST /api/v1/agreements', 'POST /api/v1/me/agreement-acceptances', SIGN_OUT, 'DELETE /api/v1/me'];

/**
 * Every operation, called as every built-in role (RP-3, RP-4) on the things of its own branch, against the table in
 * support/doors.ts. First all that must be refused, then what must succeed: each role finds the scene as if no other had
 * called the operation before, and gets 2xx.
 */
describe('the permissions of the built-in roles', () => {
  const LONG_MS = 120_000; // some two thousand calls each
  let app: TestApp;
  let scene: Scene;
  let operations: Operation[];
  const people = new Map<string, GivenUser>();
  let departures: string[];

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
  });
  afterAll(() => app?.stop());
  beforeEach(() => (departures = []));

  /** @param inScene what it is called about, if not the things of the scene */
  async function call(operation: Operation, letter: string, inScene = scene, otherId?: string): Promise<Outcome> {
    const { id, ids, query, body, raw, headers } = await actOf(operation, inScene);
    const { client, email } = people.get(letter)!;
    const options = { body, ...(raw !== undefined && { raw }), ...(headers && { headers }) };
    const answer = await client.send(operation.method, urlOf(operation, otherId ?? id, query, ids), options);
    if (operation.key === SIGN_OUT && answer.status === 204) await client.signIn(email, PASSWORD);
    // An answer about several things has one for each.
    const problem = (answer.body?.items as Item[] | undefined)?.find((item) => item.problem)?.problem;
    return problem ? { status: 409, code: problem.code } : { status: answer.status, code: answer.body?.code };
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
      const meet = async (operation: Operation, letter: string, expected: Cell, otherId?: string) => {
        const outcome = await call(operation, letter, scene, otherId);
        refused += 1;
        if (cellFrom(outcome) !== expected) departures.push(told(operation, letter, outcome));
      };
      for (const operation of operations) {
        const cells = cellsFor(operation.key) ?? new Map<string, Cell>();
        const absent = lettersOf(cells, 'absent', ...(OWN_ONLY.includes(operation.key) ? (['yes'] as const) : []));
        const barred = lettersOf(cells, 'barred');
        await Promise.all([
          ...absent.map((letter) => meet(operation, letter, 'absent')),
          ...lettersOf(cells, 'no', 'barred').map((letter) => meet(operation, letter, 'no')),
          // What is not there tells a door that is shut from one that opens on what they may not do.
          ...barred.map((letter) => meet(operation, letter, 'absent', newId())),
        ]);
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
      for (const operation of operations.toSorted((one, other) => LAST.indexOf(one.key) - LAST.indexOf(other.key))) {
        const { key, method } = operation;
        const cells = cellsFor(key);
        const got = new Map<string, Cell | undefined>();
        const callers = COLUMNS.map(([letter]) => letter).filter((letter) => !cells || cells.get(letter) === 'yes');
        // Where all would change the same row they go one after the other.
        const isApart = method === 'GET' || isMadeAnew(key) || OF_CALLER.test(operation.path);
        await inParallel(callers, isApart ? 4 : 1, async (letter) => {
          const outcome = await call(operation, letter, await sceneFor(key, scene, people.get(letter)!));
          const cell = cellFrom(outcome);
          got.set(letter, cell);
          if (cells ? cell !== 'yes' : !cell) departures.push(told(operation, letter, outcome));
        });
        if (!cells) departures.push(`'${key}': '${lineOf((letter) => got.get(letter))}',`);
      }
      expect(departures).toEqual([]);
    },
    LONG_MS,
  );

  it('RP-13: by the table, what a role may read is never absent, and what it may not read never forbidden', () => {
    let compared = 0;
    for (const key of Object.keys(DOORS)) {
      const thing = /^\w+ (\/api\/v1\/[\w-]+\/\{id\})/.exec(key)?.[1];
      const read = cellsFor(`GET ${thing}`);
      if (!read) continue;
      for (const [letter, cell] of cellsFor(key) ?? []) {
        compared += 1;
        const impossible = read.get(letter) === 'yes' ? ['absent'] : ['barred', 'yes'];
        if (impossible.includes(cell))
          departures.push(`${key}: ${letter} is ${cell}, and reads it: ${read.get(letter)}`);
      }
    }
    expect(departures).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });
});

interface Outcome {
  status: number;
  code: string | undefined;
}

interface Item {
  problem: { code: string } | null;
}

const told = ({ key }: Operation, letter: string, { status, code }: Outcome) =>
  `${key}: ${letter} gets ${status} ${code}`;

/** What the answer is in the table; undefined where it has no place in there. */
function cellFrom({ status, code = '' }: Outcome): Cell | undefined {
  if (status >= 200 && status < 300) return 'yes';
  if (status === 403 && code === 'forbidden') return 'no';
  return status === 404 && ['not_found', 'unknown_reference'].includes(code) ? 'absent' : undefined;
}
