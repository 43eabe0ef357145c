import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { inParallel } from './support/in-parallel.js';

describe('the user agreement (ID-18)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
  });
  afterAll(() => app?.stop());

  const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body?.code ?? ''}`;
  const publish = async (text: string): Promise<number> =>
    (await app.admin.expect(201, 'POST', '/agreements', { text })).version;
  const book = async (who: GivenUser, fields: object = {}) =>
    who.client.post('/bookings', { ...(await given.wish(await given.vehicle(branchId))), ...fields });
  const accept = (who: GivenUser, version: number) => who.client.post('/me/agreement-acceptances', { version });

  it('ID-18: without an agreement nobody is asked; a new version is asked for before the next booking', async () => {
    expect((await app.anyone().expect(200, 'GET', '/sign-up-options')).agreement).toBeNull();
    expect((await book(booker)).status).toBe(201);
    const version = await publish('Bring it back with a full tank.');
    expect((await app.anyone().expect(200, 'GET', '/sign-up-options')).agreement).toEqual({
      version,
      text: 'Bring it back with a full tank.',
    });
    const refused = await book(booker);
    expect([codeOf(refused), refused.body.version]).toEqual(['409 agreement_not_accepted', version]);
    const first = await accept(booker, version);
    expect([first.status, first.body.version]).toEqual([201, version]);
    expect((await accept(booker, version)).body).toEqual(first.body);
    expect((await book(booker)).status).toBe(201);
    const next = await publish('And clean.');
    expect(next).toBe(version + 1);
    const again = await book(booker);
    expect([codeOf(again), again.body.version]).toEqual(['409 agreement_not_accepted', next]);
    for (const other of [version, next + 1]) {
      const answer = await accept(booker, other);
      expect([codeOf(answer), answer.body.version]).toEqual(['409 agreement_superseded', next]);
    }
    expect((await accept(booker, next)).status).toBe(201);
    expect((await book(booker)).status).toBe(201);
  });

  it('ID-18: on behalf, the booker’s acceptance counts and not the originator’s; a contact is exempt', async () => {
    const version = await publish('Wave to the neighbours.');
    const originator = await given.user(branchId, ['booker', 'on_behalf_booker']);
    const contact = await given.contact(branchId);
    expect(codeOf(await book(originator, { bookerId: booker.id }))).toBe('409 agreement_not_accepted');
    expect((await accept(originator, version)).status).toBe(201);
    expect(codeOf(await book(originator, { bookerId: booker.id }))).toBe('409 agreement_not_accepted');
    expect((await book(originator, { bookerId: contact })).status).toBe(201);
    expect((await accept(booker, version)).status).toBe(201);
    expect((await book(originator, { bookerId: booker.id })).status).toBe(201);
  });

  it('BK-4: may book comes before the agreement, and the agreement before the vehicle', async () => {
    await publish('Mind the order.');
    const foreign = await given.vehicle(await given.branch());
    const [closed, free] = [await given.vehicle(branchId), await given.vehicle(branchId)];
    await app.admin.expect(200, 'PATCH', `/vehicles/${closed}`, { groupIds: [await given.group([branchId])] });
    const wish = await given.wish(free);
    const ask = async (fields: object) => codeOf(await booker.client.post('/bookings', { ...wish, ...fields }));
    expect(await ask({ vehicleId: foreign })).toBe('404 unknown_reference');
    expect(await ask({ vehicleId: closed })).toBe('409 agreement_not_accepted');
  });

  it('RP-8: only who administers the organisation publishes; everybody reads every version, newest first', async () => {
    expect((await booker.client.post('/agreements', { text: 'Mine' })).status).toBe(403);
    const { items } = await booker.client.expect(200, 'GET', '/agreements');
    const versions = items.map(({ version }: { version: number }) => version);
    expect(versions).toEqual(versions.map((_: number, index: number) => versions.length - index));
    const page = await booker.client.expect(200, 'GET', '/agreements?limit=1');
    const rest = await booker.client.expect(200, 'GET', `/agreements?cursor=${page.nextCursor}`);
    expect([...page.items, ...rest.items]).toEqual(items);
  });

  it('ID-18: versions published at once are numbered one after the other', async () => {
    const made = await inParallel(['a', 'b', 'c', 'd'], 4, publish);
    expect(made.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3].map((step) => Math.min(...made) + step));
  });
});
