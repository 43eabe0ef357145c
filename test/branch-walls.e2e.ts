import { newId } from '../src/platform/domain/ids.js';
import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { inParallel } from './support/in-parallel.js';
import {
  isId,
  type Operation,
  operationsOf,
  type Place,
  placesOf,
  plain,
  urlOf,
  withValue,
} from './support/operations.js';
import type { Scene } from './support/scene.js';
import { settled, stateOf } from './support/stored.js';
import { MARK, ORGANISATION_WIDE, type Persona, personas, Walls } from './support/walls.js';

/** Operations on things of the organisation that nobody of a branch has a permission for: 403 whatever the id. */
const EDITED = ['roles', 'approval-flows', 'booking-reasons', 'booking-policies', 'oidc-clients'];
const ORGANISATION_ONLY = [
  'DELETE /api/v1/users/{id}',
  'PUT /api/v1/roles/{id}/permissions',
  'POST /api/v1/roles/{id}/reset',
  ...['GET /api/v1/oidc-clients/{id}', 'POST /api/v1/oidc-clients/{id}/secret'],
  ...['GET', 'PATCH', 'DELETE'].map((method) => `${method} /api/v1/webhooks/{id}`),
  'GET /api/v1/webhooks/{id}/deliveries',
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/redelivery',
  ...['branches', ...EDITED].map((kind) => `PATCH /api/v1/${kind}/{id}`),
  ...EDITED.map((kind) => `DELETE /api/v1/${kind}/{id}`),
];

describe('the walls between branches (RP-13, security items 3 and 45)', () => {
  let app: TestApp;
  let walls: Walls;
  let home: Scene;
  let operations: Operation[];
  let before: Record<string, string[]>;
  const feeds: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    walls = await Walls.build(app);
    ({ home } = walls);
    for (const who of personas) {
      const { url } = await walls.clientOf(who).expect(201, 'POST', '/me/calendar-feed');
      feeds.push(new URL(url as string).pathname);
    }
    operations = operationsOf(app.api.document);
    await settled(app);
    before = await stateOf(app.db);
  });
  afterAll(() => app?.stop());

  it.each(personas)('RP-13: for a foreign id in the path, the %s gets what a random id gets', async (who) => {
    const departures: unknown[] = [];
    const notFound = new Set<string>();
    const withId = operations.filter(({ hasId, path }) => hasId && path.startsWith('/api/'));
    for (const operation of withId) {
      const { body, query } = await actOf(operation, home);
      const answer = async (id: string) =>
        plain(await walls.clientOf(who).send(operation.method, urlOf(operation, id, query), { body }));
      const random = await answer(newId());
      if (random.status === 404) notFound.add(operation.key);
      await inParallel(await walls.foreignIds(operation.path.split('/')[3]!), 4, async (id) => {
        const got = await answer(id);
        const alike = JSON.stringify(got) === JSON.stringify(random) && [403, 404].includes(got.status);
        if (!alike) departures.push({ operation: operation.key, id, got, random });
      });
    }
    expect(departures).toEqual([]);
    // The branch admin gets past every route check but those of the organisation: it is the row's check that refuses.
    const refusedAtRoute = withId.map(({ key }) => key).filter((key) => !notFound.has(key));
    if (who === 'branchAdmin' || who === 'rover') {
      expect(refusedAtRoute.filter((key) => !/approvals|delegations/.test(key)).sort()).toEqual(
        ORGANISATION_ONLY.toSorted(),
      );
    }
    if (who === 'approver') expect(refusedAtRoute.filter((key) => /approvals|delegations/.test(key))).toEqual([]);
    expect(await stateOf(app.db)).toEqual(before);
  });

  it.each(personas)(
    'RP-13: in a path with two ids, for a foreign one the %s gets what a random one gets',
    async (who) => {
      const got: unknown[] = [];
      const expected: unknown[] = [];
      for (const operation of operations) {
        const [{ id = '', ids, body }, abroad] = [await actOf(operation, home), await actOf(operation, walls.foreign)];
        if (!ids) continue;
        const answer = async (first: string, others: Record<string, string>) =>
          plain(await walls.clientOf(who).send(operation.method, urlOf(operation, first, {}, others), { body }));
        const random = Object.fromEntries(Object.keys(ids).map((name) => [name, newId()]));
        const pairs = [
          [await answer(id, abroad.ids!), await answer(id, random)],
          [await answer(abroad.id!, ids), await answer(newId(), ids)],
          [await answer(abroad.id!, abroad.ids!), await answer(newId(), random)],
        ] as const;
        const { key } = operation;
        got.push(...pairs.map(([foreignOne]) => ({ key, ...foreignOne })));
        const status = ORGANISATION_ONLY.includes(key) || !['branchAdmin', 'rover'].includes(who) ? 403 : 404;
        expected.push(...pairs.map(([, randomOne]) => ({ key, ...randomOne, status })));
      }
      expect(got.length).toBeGreaterThanOrEqual(6);
      expect(got).toEqual(expected);
      expect(await stateOf(app.db)).toEqual(before);
    },
  );

  it.each(personas)('RP-13: for a foreign id in a body, the %s gets what a random id gets', async (who) => {
    const departures: unknown[] = [];
    let looked = 0;
    for (const operation of operations) {
      for (const { place, schema } of operation.body ? placesOf(operation.body) : []) {
        const named = place.findLast((step) => typeof step === 'string') as string;
        // In a body about several things, `id` is that of the thing that the path speaks of.
        const field = named === 'id' ? operation.path.split('/')[3]! : named;
        // A list of ids is reached again at its first item.
        if (!isId(schema) || ORGANISATION_WIDE.includes(field)) continue;
        const { id, body, query } = await actOf(operation, home);
        const url = urlOf(operation, id, query);
        const answer = async (value: string) => {
          const sent = withValue(body, place, value);
          const { status, body: got } = plain(await walls.clientOf(who).send(operation.method, url, { body: sent }));
          // An answer about several things repeats the id that it is about.
          return { status, body: JSON.parse(JSON.stringify(got).replaceAll(value, 'ID')) as unknown };
        };
        const random = await answer(newId());
        await inParallel(await walls.foreignIds(field), 4, async (value) => {
          const got = await answer(value);
          looked += 1;
          const refused = got.status === 403 || isAbsent(got, place) || isNoOffer(operation, got);
          if (JSON.stringify(got) !== JSON.stringify(random) || !refused)
            departures.push({ operation: operation.key, place, value, got, random });
        });
      }
    }
    expect(departures).toEqual([]);
    expect(looked).toBeGreaterThan(20);
    expect(await stateOf(app.db)).toEqual(before);
  });

  /** 404 that names the place, or where each thing has an answer of its own, that of each says so. */
  function isAbsent({ status, body }: { status: number; body: unknown }, place: Place): boolean {
    const { errors, items } = body as {
      errors?: { field: string }[];
      items?: { problem: { code: string } | null }[];
    };
    const code = place.at(-1) === 'id' ? 'not_found' : 'unknown_reference';
    if (status === 200 && items) return items.every(({ problem }) => problem?.code === code);
    return status === 404 && errors?.[0]?.field === place.join('.');
  }

  /** Only its own may accept an offer: for another nobody looks at what the body names. */
  function isNoOffer({ key }: Operation, { status, body }: { status: number; body: unknown }): boolean {
    const isAbsent = status === 404 && (body as { code?: string }).code === 'not_found';
    return isAbsent && key === 'POST /api/v1/waiting-list/{id}/acceptance';
  }

  const lists = () =>
    operations.filter(({ method, hasId, path }) => method === 'GET' && !hasId && path.startsWith('/api/'));

  it('RP-13, security item 44: no list, with any filter, shows anything of another branch', async () => {
    const foreignText = await walls.textAbroad();
    const leaks: unknown[] = [];
    const shownToAdmin = new Set<string>();
    for (const operation of lists()) {
      for (const query of await walls.questions(operation)) {
        const url = urlOf(operation, '', query);
        await inParallel(personas, personas.length, async (who) => {
          const { status, text } = await walls.clientOf(who).get(url);
          // These are of one branch: out of reach it is absent, where a list would be empty.
          const isOfOne = ['/api/v1/board', '/api/v1/vehicle-choices'].includes(operation.path);
          const isHidden = status === 403 || (status === 404 && isOfOne);
          if (status !== 200 && !isHidden) leaks.push({ who, url, status, text });
          if (foreignText.some((word) => text.includes(word))) leaks.push({ who, url, text });
        });
        if ((await home.everybody.client.get(url)).text.includes(MARK)) shownToAdmin.add(operation.key);
      }
    }
    expect(leaks).toEqual([]);
    // An organisation admin does see it: there was something to hide.
    const equipment = ['accessories', 'groups', 'locations'];
    const booked = ['availability', 'board', 'bookings', 'bookings.csv'];
    const reports = ['reports/bookings', 'reports/utilisation', 'reports/vehicles'];
    const others = ['branches', 'mails', 'me/export', 'oidc-clients', 'people-choices', 'session', 'users'];
    const vehicles = ['vehicle-choices', 'vehicles'];
    const paths = [...equipment, ...booked, ...reports, ...others, ...vehicles];
    expect([...shownToAdmin].sort()).toEqual(paths.map((path) => `GET /api/v1/${path}`).sort());
  });

  it('RP-13, security item 44: nothing of the own branch, and no calendar, tells of another branch', async () => {
    const foreignText = await walls.textAbroad();
    const leaks: unknown[] = [];
    const [read, shownToAdmin] = [new Set<string>(), new Set<string>()];
    const look = async (who: Persona, key: string, url: string) => {
      const { status, text } = await walls.clientOf(who).get(url);
      if (status === 200) read.add(`${who} ${key}`);
      if (status >= 500 || foreignText.some((word) => text.includes(word))) leaks.push({ who, url, status, text });
    };
    const gets = operations.filter(({ method, hasId, path }) => method === 'GET' && hasId && path.startsWith('/api/'));
    for (const operation of gets) {
      const { id: usual = '' } = await actOf(operation, home);
      for (const id of new Set([usual, ...walls.homeIds(operation.path.split('/')[3]!)])) {
        await inParallel(personas, personas.length, (who) => look(who, operation.key, urlOf(operation, id)));
        if ((await home.everybody.client.get(urlOf(operation, id))).text.includes(MARK))
          shownToAdmin.add(operation.key);
      }
    }
    for (const feed of feeds) await look('booker', 'calendar', feed);
    expect(leaks).toEqual([]);
    const unread = gets.map(({ key }) => key).filter((key) => !personas.some((who) => read.has(`${who} ${key}`)));
    expect(unread.sort()).toEqual(ORGANISATION_ONLY.filter((key) => key.startsWith('GET')).sort());
    expect(read).toContain('booker calendar');
    // What an organisation admin sees proves that there was something to hide.
    const shown = ['changes-by', 'emails'].map((part) => `GET /api/v1/users/{id}/${part}`);
    expect([...shownToAdmin].sort()).toEqual(shown);
  });

  it('RP-13: a foreign id as a filter answers as a random one', async () => {
    for (const operation of lists()) {
      const [base] = await walls.questions(operation);
      const idFilters = operation.query.filter(
        ({ name, schema }) => isId(schema!) && !ORGANISATION_WIDE.includes(name),
      );
      for (const { name } of idFilters) {
        for (const who of personas) {
          const answer = async (id: string) =>
            plain(await walls.clientOf(who).get(urlOf(operation, '', { ...base, [name]: id })));
          const random = await answer(newId());
          for (const id of await walls.foreignIds(name))
            expect({ name, ...(await answer(id)) }).toEqual({ name, ...random });
        }
      }
    }
  });

  it('BR-2: a group of two branches does not tell of the other one, and is not changed from one side', async () => {
    const both = await home.given.group([home.branchId, walls.foreign.branchId]);
    const { client } = home.branchAdmin;
    expect((await client.expect(200, 'GET', `/groups/${both}`)).branchIds).toEqual([home.branchId]);
    expect((await client.get('/groups?limit=200')).text).not.toContain(walls.foreign.branchId);
    expect((await client.patch(`/groups/${both}`, { name: 'Mine now' })).status).toBe(403);
    expect((await client.patch(`/groups/${both}`, { branchIds: [home.branchId] })).status).toBe(403);
  });
});
