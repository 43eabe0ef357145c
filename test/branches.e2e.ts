import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { inParallel } from './support/in-parallel.js';

const KINDS = ['groups', 'locations', 'accessories'] as const;

describe('the organisation and its branches (BR-1, BR-2)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let otherId: string;
  let manager: GivenUser;
  let booker: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    [branchId, otherId] = [await given.branch(), await given.branch()];
    manager = await given.user(branchId, ['branch_admin']);
    booker = await given.user(branchId, ['booker']);
  });
  afterAll(() => app?.stop());

  const named = async (kind: string, name: string, branchIds = [branchId]) =>
    (await app.admin.expect(201, 'POST', `/${kind}`, { name, branchIds })).id as string;

  it('RP-8: the organisation’s settings are kept as they are given, and what is left out stays', async () => {
    const settings = {
      customFields: [{ key: 'project', label: 'Project', required: true }],
      availabilityOrder: { primary: 'electric_first', thenBy: 'lowest_odometer' },
      noShowMinutes: 45,
    };
    expect(await app.admin.expect(200, 'GET', '/organisation')).toMatchObject({
      customFields: [],
      noShowMinutes: null,
    });
    await app.admin.expect(200, 'PATCH', '/organisation', settings);
    expect(await app.admin.expect(200, 'PATCH', '/organisation', { noShowMinutes: null })).toMatchObject({
      ...settings,
      noShowMinutes: null,
    });
    expect((await manager.client.patch('/organisation', { noShowMinutes: 5 })).status).toBe(403);
    await app.admin.expect(200, 'PATCH', '/organisation', { customFields: [] });
  });

  it.each([
    ['customFields', Array.from({ length: 5 }, (_, index) => ({ key: `k${index}`, label: 'L' }))],
    ['customFields', [1, 2].map((label) => ({ key: 'same', label: `L${label}` }))],
    ['customFields.0.key', [{ key: 'No Word', label: 'L' }]],
    ['availabilityOrder.thenBy', { primary: 'name', thenBy: 'name' }],
    ['availabilityOrder.primary', { primary: 'luck' }],
    ['noShowMinutes', 0],
    ['timeZone', 'Mars/Olympus'],
  ])('BK-1, BK-7, BK-12: a setting that makes no sense is refused: %s', async (field, value) => {
    const { status, body } = await app.admin.patch('/organisation', { [field.split('.')[0]!]: value });
    expect([status, body.errors[0].field]).toEqual([422, field]);
  });

  it('BR-1, RP-7: a branch admin welcomes people, in Markdown that is safe where it is shown', async () => {
    const url = `/branches/${branchId}/welcome-message`;
    expect(await booker.client.expect(200, 'GET', url)).toMatchObject({ markdown: '', html: '' });
    const markdown = 'Kia **ora** <script>alert(1)</script> [x](javascript:alert(1))';
    await manager.client.expect(200, 'PUT', url, { markdown });
    const { html, ...rest } = await booker.client.expect(200, 'GET', url);
    expect(rest).toMatchObject({ id: branchId, markdown });
    expect(html).toContain('<strong>ora</strong> &lt;script&gt;');
    expect(html).not.toContain('href');
    expect((await booker.client.put(url, { markdown })).status).toBe(403);
    expect((await manager.client.put(`/branches/${otherId}/welcome-message`, { markdown })).status).toBe(404);
    expect((await manager.client.patch(`/branches/${branchId}`, { name: 'Mine' })).status).toBe(403);
  });

  it('BR-1: the preview of a welcome message is what people would read, and nothing is saved', async () => {
    const url = `/branches/${branchId}/welcome-message`;
    const before = await manager.client.expect(200, 'GET', url);
    const markdown = '# Nau *mai*\n\n- <b>keys</b>\n- [map](https://map.example)';
    const { html } = await manager.client.expect(200, 'POST', `${url}/preview`, { markdown });
    expect(html).toContain('<em>mai</em>');
    expect(html).toContain('&lt;b&gt;keys');
    expect(await manager.client.expect(200, 'GET', url)).toEqual(before);
    expect((await manager.client.expect(200, 'PUT', url, { markdown })).html).toBe(html);
    expect((await booker.client.post(`${url}/preview`, { markdown })).status).toBe(403);
    expect((await manager.client.post(`/branches/${otherId}/welcome-message/preview`, { markdown })).status).toBe(404);
  });

  it('BR-1: a closed branch takes no new bookings and keeps those that it has; open again, it takes them', async () => {
    const closing = await given.branch();
    const person = await given.user(closing, ['booker']);
    const vehicleId = await given.vehicle(closing);
    const { id } = await person.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 1));
    await app.admin.expect(200, 'PATCH', `/branches/${closing}`, { state: 'closed' });
    const refused = await person.client.post('/bookings', await given.wish(vehicleId, 2));
    expect([refused.status, refused.body.code]).toEqual([409, 'vehicle_out_of_service']);
    expect((await person.client.expect(200, 'GET', `/bookings/${id}`)).state).toBe('confirmed');
    // Nobody adds themselves there either.
    const body = { email: 'late@else.example', name: 'Late', password: 'a heron over the weir', branchId: closing };
    const late = await app.anyone().post('/registrations', body);
    expect([late.status, late.body.code]).toEqual([404, 'unknown_reference']);
    await app.admin.expect(200, 'PATCH', `/branches/${closing}`, { state: 'open' });
    await person.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 2));
  });

  describe.each(KINDS)('%s', (kind) => {
    it('BR-2: a name is unique within a branch, whatever the case, also when many want it at once', async () => {
      const bodies = Array.from({ length: 12 }, (_, index) => ({
        name: index % 2 ? `Race of ${kind}` : `RACE OF ${kind}`,
        branchIds: index % 3 ? [branchId] : [otherId, branchId],
      }));
      const answers = await inParallel(bodies, 12, (body) => app.admin.post(`/${kind}`, body));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(11).fill(409)]);
      const singular = { groups: 'group', locations: 'location', accessories: 'accessory' }[kind];
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe(`${singular}_name_taken`);
      await named(kind, `Only there ${kind}`, [otherId]);
      await named(kind, `Only there ${kind}`, [branchId]);
    });

    it('BR-2, RP-7: a branch admin makes, changes and deletes what is only theirs', async () => {
      const { client } = manager;
      const { id } = await client.expect(201, 'POST', `/${kind}`, { name: `Mine ${kind}`, branchIds: [branchId] });
      await client.expect(200, 'PATCH', `/${kind}/${id}`, { name: `Still mine ${kind}` });
      expect((await client.patch(`/${kind}/${id}`, { branchIds: [branchId, otherId] })).status).toBe(404);
      const shared = await named(kind, `Shared ${kind}`, [branchId, otherId]);
      expect((await client.expect(200, 'GET', `/${kind}/${shared}`)).branchIds).toEqual([branchId]);
      for (const refused of [
        await client.patch(`/${kind}/${shared}`, { name: 'Mine' }),
        await client.patch(`/${kind}/${shared}`, { branchIds: [branchId] }),
        await client.delete(`/${kind}/${shared}`),
      ])
        expect(refused.status).toBe(403);
      await client.expect(204, 'DELETE', `/${kind}/${id}`);
      expect((await client.get(`/${kind}/${id}`)).status).toBe(404);
      expect((await booker.client.post(`/${kind}`, { name: 'x', branchIds: [branchId] })).status).toBe(403);
    });

    it('BR-2: what a vehicle of the branch has is not taken from under it', async () => {
      const id = await named(kind, `Used ${kind}`, [branchId, otherId]);
      const field = { groups: 'groupIds', locations: 'locationId', accessories: 'accessoryIds' }[kind];
      const value = kind === 'locations' ? id : [id];
      const vehicleId = await given.vehicle(branchId, { [field]: value });
      for (const refused of [
        await app.admin.delete(`/${kind}/${id}`),
        await app.admin.patch(`/${kind}/${id}`, { branchIds: [otherId] }),
      ])
        expect([refused.status, refused.body.code, refused.body.vehicles]).toEqual([409, 'in_use', 1]);
      await app.admin.expect(200, 'PATCH', `/${kind}/${id}`, { branchIds: [branchId] });
      await app.admin.expect(204, 'DELETE', `/vehicles/${vehicleId}`);
      await app.admin.expect(204, 'DELETE', `/${kind}/${id}`);
      const unknown = await app.admin.post('/vehicles', {
        branchId,
        name: 'x',
        registration: `U${kind}`,
        seats: 1,
        [field]: value,
      });
      expect([unknown.status, unknown.body.code]).toEqual([404, 'unknown_reference']);
    });

    it('BR-2: deleted and given to a vehicle at once, one of the two wins', async () => {
      const field = { groups: 'groupIds', locations: 'locationId', accessories: 'accessoryIds' }[kind];
      const vehicleId = await given.vehicle(branchId);
      for (let round = 0; round < 8; round += 1) {
        const id = await named(kind, `Round ${round} ${kind}`);
        const [gone, had] = await Promise.all([
          app.admin.delete(`/${kind}/${id}`),
          app.admin.patch(`/vehicles/${vehicleId}`, { [field]: kind === 'locations' ? id : [id] }),
        ]);
        expect([`204 404`, `409 200`]).toContain(`${gone.status} ${had.status}`);
      }
    });
  });

  it('BR-2: a group that somebody is in stays', async () => {
    const id = await named('groups', 'Drivers');
    await given.user(branchId, ['booker'], { groupIds: [id] });
    const { status, body } = await app.admin.delete(`/groups/${id}`);
    expect([status, body.code, body.users]).toEqual([409, 'in_use', 1]);
  });
});
