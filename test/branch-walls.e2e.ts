import { newId } from '../src/platform/domain/ids.js';
import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { idsOfKind } from './support/foreign-ids.js';
import { Given } from './support/given.js';
import {
  isId,
  type Operation,
  operationsOf,
  type Parameter,
  type Place,
  placesOf,
  plain,
  urlOf,
  withValue,
} from './support/operations.js';
import { type Scene, setScene } from './support/scene.js';
import { settled, stateOf } from './support/stored.js';

/** Stands in every name and text of the foreign branch, and nowhere else. */
const MARK = 'Xanadu';
const personas = ['booker', 'approver', 'branchAdmin'] as const;

/** Ids that are the organisation's, not a branch's: there is nothing foreign about them. */
const ORGANISATION_WIDE = ['roleId', 'reasonId', 'approvalFlowId', 'policyId', 'approverRoleId'];

/** Operations on things of the organisation that nobody of a branch has a permission for: 403 whatever the id. */
const EDITED = ['roles', 'approval-flows', 'booking-reasons', 'booking-policies', 'oidc-clients'];
const ORGANISATION_ONLY = [
  'DELETE /api/v1/users/{id}',
  'PUT /api/v1/roles/{id}/permissions',
  'POST /api/v1/roles/{id}/reset',
  ...['GET /api/v1/oidc-clients/{id}', 'POST /api/v1/oidc-clients/{id}/secret'],
  ...['DELETE /api/v1/webhooks/{id}', 'GET /api/v1/webhooks/{id}/deliveries'],
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/redelivery',
  ...['branches', ...EDITED].map((kind) => `PATCH /api/v1/${kind}/{id}`),
  ...EDITED.map((kind) => `DELETE /api/v1/${kind}/{id}`),
];

describe('the walls between branches (RP-13, security items 3 and 45)', () => {
  let app: TestApp;
  let home: Scene;
  let foreign: Scene;
  let operations: Operation[];
  let before: Record<string, string[]>;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    [home, foreign] = [await setScene(given, 'Home'), await setScene(given, MARK)];
    // Which branches take registrations is public; this one is not among them.
    await app.admin.expect(200, 'PATCH', `/branches/${foreign.branchId}`, { openToSignUp: false });
    operations = operationsOf(app.api.document);
    await settled(app);
    before = await stateOf(app.db);
  }, 60_000);
  afterAll(() => app?.stop());

  const peopleAbroad = async () => {
    const { user } = await app.admin.expect(200, 'GET', '/session'); // belongs to no branch at all
    return [user.id as string, foreign.branchAdmin.id, foreign.registered.id, ...Object.values(foreign.people)];
  };

  const sessionsAbroad = async () => {
    const { rows } = await app.db.query<{ id: string }>('SELECT id FROM identity.sessions WHERE user_id = ANY ($1)', [
      [foreign.branchAdmin.id, foreign.everybody.id],
    ]);
    return rows.map(({ id }) => id);
  };

  const foreignIds = async (kind: string) => idsOfKind(kind, foreign, await peopleAbroad(), await sessionsAbroad());

  it.each(personas)('RP-13: for a foreign id in the path, the %s gets what a random id gets', async (who) => {
    const departures: unknown[] = [];
    const notFound = new Set<string>();
    const withId = operations.filter(({ hasId, path }) => hasId && path.startsWith('/api/'));
    for (const operation of withId) {
      const { body, query } = await actOf(operation, home);
      const answer = async (id: string) =>
        plain(await home[who].client.send(operation.method, urlOf(operation, id, query), { body }));
      const random = await answer(newId());
      if (random.status === 404) notFound.add(operation.key);
      for (const id of await foreignIds(operation.path.split('/')[3]!)) {
        const got = await answer(id);
        const alike = JSON.stringify(got) === JSON.stringify(random) && [403, 404].includes(got.status);
        if (!alike) departures.push({ operation: operation.key, id, got, random });
      }
    }
    expect(departures).toEqual([]);
    // The branch admin gets past every route check but those of the organisation: it is the row's check that refuses.
    const refusedAtRoute = withId.map(({ key }) => key).filter((key) => !notFound.has(key));
    if (who === 'branchAdmin') {
      expect(refusedAtRoute.filter((key) => !/approvals|delegations/.test(key)).sort()).toEqual(
        ORGANISATION_ONLY.toSorted(),
      );
    }
    if (who === 'approver') expect(refusedAtRoute.filter((key) => /approvals|delegations/.test(key))).toEqual([]);
    expect(await stateOf(app.db)).toEqual(before);
  });

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
          const { status, body: got } = plain(await home[who].client.send(operation.method, url, { body: sent }));
          // An answer about several things repeats the id that it is about.
          return { status, body: JSON.parse(JSON.stringify(got).replaceAll(value, 'ID')) as unknown };
        };
        const random = await answer(newId());
        for (const value of await foreignIds(field)) {
          const got = await answer(value);
          looked += 1;
          const refused = got.status === 403 || isAbsent(got, place) || isNoOffer(operation, got);
          if (JSON.stringify(got) !== JSON.stringify(random) || !refused)
            departures.push({ operation: operation.key, place, value, got, random });
        }
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
    const { code } = body as { code?: string };
    return key === 'POST /api/v1/waiting-list/{id}/acceptance' && status === 404 && code === 'not_found';
  }

  const lists = () =>
    operations.filter(({ method, hasId, path }) => method === 'GET' && !hasId && path.startsWith('/api/'));

  /** Every question that can be asked of a list: without a filter, and with each filter in all its values. */
  async function questions(operation: Operation): Promise<Record<string, string>[]> {
    const { query = {} } = await actOf(operation, home);
    const required = operation.query.filter((parameter) => parameter.required);
    const base = Object.fromEntries(required.map(({ name }) => [name, query[name]!]));
    if (operation.query.some(({ name }) => name === 'limit')) base.limit = '200';
    const filters = operation.query.filter(({ name }) => !['limit', 'cursor'].includes(name));
    const asked = await Promise.all(filters.map(async (one) => (await valuesOf(one, query)).map((v) => [one.name, v])));
    const trip = operation.key === 'GET /api/v1/availability' ? [await foreignTrip()] : [];
    return [base, ...asked.flat().map(([name, value]) => ({ ...base, [name!]: value! })), ...trip];
  }

  async function valuesOf({ name, schema }: Parameter, own: Record<string, string>): Promise<string[]> {
    if (ORGANISATION_WIDE.includes(name)) return [own[name]!];
    if (schema && isId(schema)) return [own[name]!, ...(await foreignIds(name))];
    const named = schema?.enum ?? schema?.anyOf?.find((one) => one.enum)?.enum;
    if (named) return named;
    return name === 'q' ? [MARK, MARK.toLowerCase(), '%', '_'] : [own[name]!];
  }

  async function foreignTrip(): Promise<Record<string, string>> {
    const { start, end } = await foreign.booker.client.expect(200, 'GET', `/bookings/${foreign.bookings.confirmed}`);
    return { from: start, to: end, destination: `${MARK} coast` };
  }

  it('RP-13, security item 44: no list, with any filter, shows anything of another branch', async () => {
    const foreignText = [MARK, foreign.branchId, foreign.vehicleId, ...(await peopleAbroad()).slice(1)];
    const leaks: unknown[] = [];
    const shownToAdmin = new Set<string>();
    for (const operation of lists()) {
      for (const query of await questions(operation)) {
        const url = urlOf(operation, '', query);
        for (const who of personas) {
          const { status, text } = await home[who].client.get(url);
          if (status !== 200 && status !== 403) leaks.push({ who, url, status, text });
          if (foreignText.some((word) => text.includes(word))) leaks.push({ who, url, text });
        }
        if ((await home.everybody.client.get(url)).text.includes(MARK)) shownToAdmin.add(operation.key);
      }
    }
    expect(leaks).toEqual([]);
    // What an organisation admin sees proves that there was something to hide.
    const equipment = ['accessories', 'groups', 'locations'];
    const booked = ['availability', 'bookings', 'bookings.csv'];
    const reports = ['reports/bookings', 'reports/utilisation', 'reports/vehicles'];
    const paths = [
      ...equipment,
      ...booked,
      ...reports,
      'branches',
      'mails',
      'me/export',
      'oidc-clients',
      'users',
      'vehicles',
    ];
    expect([...shownToAdmin].sort()).toEqual(paths.map((path) => `GET /api/v1/${path}`).sort());
  });

  it('RP-13: a foreign id as a filter answers as a random one', async () => {
    for (const operation of lists()) {
      const [base] = await questions(operation);
      const idFilters = operation.query.filter(
        ({ name, schema }) => isId(schema!) && !ORGANISATION_WIDE.includes(name),
      );
      for (const { name } of idFilters) {
        for (const who of personas) {
          const answer = async (id: string) =>
            plain(await home[who].client.get(urlOf(operation, '', { ...base, [name]: id })));
          const random = await answer(newId());
          for (const id of await foreignIds(name)) expect({ name, ...(await answer(id)) }).toEqual({ name, ...random });
        }
      }
    }
  });

  it('BR-2: a group of two branches does not tell of the other one, and is not changed from one side', async () => {
    const both = await home.given.group([home.branchId, foreign.branchId]);
    const { client } = home.branchAdmin;
    expect((await client.expect(200, 'GET', `/groups/${both}`)).branchIds).toEqual([home.branchId]);
    expect((await client.get('/groups?limit=200')).text).not.toContain(foreign.branchId);
    expect((await client.patch(`/groups/${both}`, { name: 'Mine now' })).status).toBe(403);
    expect((await client.patch(`/groups/${both}`, { branchIds: [home.branchId] })).status).toBe(403);
  });
});
