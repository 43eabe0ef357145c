import { newId } from '../src/platform/domain/ids.js';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { putBookings } from './support/bookings.js';
import { Given, type GivenUser } from './support/given.js';

describe('vehicles (BR-3 … BR-6)', () => {
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

  const belonging = async (kind: string, branchIds = [branchId]) =>
    (await app.admin.expect(201, 'POST', `/${kind}`, { name: `${kind} ${newId()}`, branchIds })).id as string;
  const out = async (vehicleId: string, body: object) =>
    (await manager.client.expect(201, 'POST', `/vehicles/${vehicleId}/unavailability`, body)).id as string;
  const found = async (vehicleId: string, { start, end }: { start: string; end: string }) => {
    const { vehicles } = await booker.client.expect(200, 'GET', `/availability?from=${start}&to=${end}`);
    return vehicles.some(({ id }: { id: string }) => id === vehicleId) as boolean;
  };

  it('BR-3: a vehicle keeps everything that is said of it', async () => {
    const said = {
      name: 'Blue Leaf',
      registration: 'LEAF01',
      kind: 'car',
      make: 'Nissan',
      model: 'Leaf',
      seats: 5,
      transmission: 'automatic',
      fuel: 'electric',
      odometer: 12_345,
      locationId: await belonging('locations'),
      accessoryIds: [await belonging('accessories'), await belonging('accessories')],
      groupIds: [await belonging('groups')],
      approvalFlowId: await given.flow(),
      notes: 'The key sticks.\nTurn it twice.',
    };
    const made = await manager.client.expect(201, 'POST', '/vehicles', { branchId, ...said });
    const read = await booker.client.expect(200, 'GET', `/vehicles/${made.id}`);
    expect(read).toEqual(made);
    expect(read).toMatchObject({ branchId, ...said, policyId: null, photoUrl: null, state: 'active' });
    const { items } = await booker.client.expect(200, 'GET', `/vehicles?branchId=${branchId}&limit=200`);
    expect(items).toContainEqual(read);
    const bare = { locationId: null, accessoryIds: [], notes: null };
    expect(await manager.client.expect(200, 'PATCH', `/vehicles/${made.id}`, bare)).toMatchObject(bare);
  });

  it('BR-3: a photo is uploaded, and no address of one is taken', async () => {
    const photoUrl = 'https://pictures.example/x.jpg';
    const { status, body } = await manager.client.patch(`/vehicles/${await given.vehicle(branchId)}`, { photoUrl });
    expect([status, body.errors[0].field]).toEqual([422, 'photoUrl']);
  });

  it('BR-2: what belongs to another branch is unknown to a vehicle of this one', async () => {
    const vehicleId = await given.vehicle(branchId);
    for (const [field, kind] of [
      ['locationId', 'locations'],
      ['accessoryIds', 'accessories'],
      ['groupIds', 'groups'],
    ] as const) {
      const id = await belonging(kind, [otherId]);
      const value = field === 'locationId' ? id : [id];
      const { status, body } = await app.admin.patch(`/vehicles/${vehicleId}`, { [field]: value });
      expect([status, body.code]).toEqual([404, 'unknown_reference']);
    }
  });

  it('BR-3: a registration is unique among vehicles that are not archived', async () => {
    const first = await given.vehicle(branchId, { registration: 'ONCE-1' });
    const body = { branchId: otherId, name: 'Second', registration: 'once-1', seats: 2 };
    expect((await app.admin.post('/vehicles', body)).body.code).toBe('registration_taken');
    await app.admin.expect(204, 'DELETE', `/vehicles/${first}`);
    await app.admin.expect(201, 'POST', '/vehicles', body);
  });

  it('BR-3: a vehicle moves to another branch with what exists there, and not out of a group by accident', async () => {
    const shared = await belonging('accessories', [branchId, otherId]);
    const own = await belonging('accessories');
    const [group, location] = [await belonging('groups'), await belonging('locations')];
    const equipment = { accessoryIds: [own, shared], groupIds: [group], locationId: location };
    const vehicleId = await given.vehicle(branchId, equipment);
    expect((await manager.client.patch(`/vehicles/${vehicleId}`, { branchId: otherId })).status).toBe(404);
    const refused = await app.admin.patch(`/vehicles/${vehicleId}`, { branchId: otherId });
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'groupIds']);
    const moved = await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { branchId: otherId, groupIds: [] });
    expect(moved).toMatchObject({ branchId: otherId, accessoryIds: [shared], groupIds: [], locationId: null });
    expect((await manager.client.get(`/vehicles/${vehicleId}`)).status).toBe(404);
  });

  it('BR-6: with open bookings it neither moves nor is archived; archived, it is kept and takes nothing', async () => {
    const vehicleId = await given.vehicle(branchId);
    const { id } = await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 3));
    for (const refused of [
      await manager.client.delete(`/vehicles/${vehicleId}`),
      await app.admin.patch(`/vehicles/${vehicleId}`, { branchId: otherId }),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'vehicle_has_bookings']);
      expect(refused.body.bookings.map((booking: { id: string }) => booking.id)).toEqual([id]);
    }
    await booker.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    await manager.client.expect(204, 'DELETE', `/vehicles/${vehicleId}`);
    expect(await manager.client.expect(200, 'GET', `/vehicles/${vehicleId}`)).toMatchObject({ state: 'archived' });
    for (const [method, path, body] of [
      ['DELETE', '', undefined],
      ['PATCH', '', { name: 'Back' }],
      ['PATCH', '', { state: 'active' }],
      ['POST', '/unavailability', { start: '2040-01-01T00:00:00Z', end: '2040-01-02T00:00:00Z', note: 'x' }],
    ] as const) {
      const answer = await manager.client.send(method, `/vehicles/${vehicleId}${path}`, { body });
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 409, 'illegal_transition']);
    }
    expect((await booker.client.post('/bookings', await given.wish(vehicleId, 3))).status).toBe(409);
    const ids = async (query: string) =>
      (await manager.client.expect(200, 'GET', `/vehicles?limit=200${query}`)).items.map((v: { id: string }) => v.id);
    expect(await ids('')).not.toContain(vehicleId);
    expect(await ids('&state=archived')).toContain(vehicleId);
    expect((await booker.client.expect(200, 'GET', `/bookings/${id}`)).vehicleId).toBe(vehicleId);
  });

  it('BR-6: disabled, it takes no bookings; its bookers and the admins are told; enabled, it is found again', async () => {
    const vehicleId = await given.vehicle(branchId, { name: 'Broken Ute' });
    const [wish, later] = [await given.wish(vehicleId, 5), await given.wish(vehicleId, 6)];
    const { id } = await booker.client.expect(201, 'POST', '/bookings', wish);
    await manager.client.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { state: 'disabled' });
    expect(await found(vehicleId, later)).toBe(false);
    const refused = await booker.client.post('/bookings', later);
    expect([refused.status, refused.body.code]).toEqual([409, 'vehicle_out_of_service']);
    expect((await booker.client.expect(200, 'GET', `/bookings/${id}`)).state).toBe('confirmed');
    const toBooker = await app.mail.waitFor(booker.email, /Out of service: Broken Ute/);
    expect(toBooker.text).toContain('You have booked it');
    const toManager = await app.mail.waitFor(manager.email, /Out of service: Broken Ute/);
    expect(toManager.text).toContain('need your attention');
    expect(toManager.text).toContain(`Person ${booker.email.split('@')[0]}`);
    await manager.client.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { state: 'active' });
    expect(await found(vehicleId, later)).toBe(true);
    await booker.client.expect(201, 'POST', '/bookings', later);
  });

  it('BR-6: of any number of bookings every booker is told, and the list says where it is cut', async () => {
    const vehicleId = await given.vehicle(branchId, { name: 'Busy Ute' });
    const [many, last] = [await given.user(branchId, ['booker']), await given.user(branchId, ['booker'])];
    const reasonId = await given.reason();
    await putBookings(
      app.db,
      Array.from({ length: 231 }, (_, day) => {
        const start = new Date(Date.now() + (day + 1) * 86_400_000);
        const bookerId = day === 230 ? last.id : many.id;
        return { vehicleId, branchId, reasonId, bookerId, start, end: new Date(+start + 3_600_000) };
      }),
    );
    await manager.client.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { state: 'disabled' });
    const toLast = await app.mail.waitFor(last.email, /Out of service: Busy Ute/);
    expect(toLast.text.match(/^- /gm)).toHaveLength(1);
    expect((await app.mail.waitFor(many.email, /Out of service: Busy Ute/)).text).toContain('- and 180 more');
    expect((await app.mail.waitFor(manager.email, /Out of service: Busy Ute/)).text).toContain('- and 181 more');
  });

  it('BR-5: unavailability holds the vehicle, shows its note, and gives way to no booking', async () => {
    const vehicleId = await given.vehicle(branchId);
    const [booked, free] = [await given.wish(vehicleId, 10), await given.wish(vehicleId, 12)];
    const { id } = await booker.client.expect(201, 'POST', '/bookings', booked);
    const url = `/vehicles/${vehicleId}/unavailability`;
    const refused = await manager.client.post(url, { start: booked.start, end: free.end, note: 'New brakes' });
    expect([refused.status, refused.body.code]).toEqual([409, 'vehicle_not_free']);
    expect(refused.body.bookings).toEqual([{ id, start: booked.start, end: booked.end }]);
    // Back to back is no clash.
    const closure = { start: booked.end, end: free.end, note: 'New brakes' };
    const unavailabilityId = await out(vehicleId, closure);
    expect((await booker.client.expect(200, 'GET', url)).items).toEqual([
      { id: unavailabilityId, vehicleId, ...closure },
    ]);
    const over = await booker.client.post('/bookings', free);
    expect([over.status, over.body.code]).toEqual([409, 'vehicle_not_free']);
    const twice = await manager.client.post(url, { start: free.start, end: free.end, note: 'Again' });
    expect([twice.status, twice.body.code]).toEqual([409, 'already_unavailable']);
    await manager.client.expect(204, 'DELETE', `${url}/${unavailabilityId}`);
    await booker.client.expect(201, 'POST', '/bookings', free);
  });

  it('BR-5, RP-13: who may do that, and of which vehicle', async () => {
    const [mine, foreign] = [await given.vehicle(branchId), await given.vehicle(otherId)];
    const body = { start: '2040-01-01T00:00:00Z', end: '2040-01-02T00:00:00Z', note: 'Service' };
    expect((await booker.client.post(`/vehicles/${mine}/unavailability`, body)).status).toBe(403);
    expect((await manager.client.post(`/vehicles/${foreign}/unavailability`, body)).status).toBe(404);
    const { id } = await app.admin.expect(201, 'POST', `/vehicles/${foreign}/unavailability`, body);
    for (const [vehicle, closure] of [
      [foreign, id],
      [mine, id],
      [mine, newId()],
    ])
      expect((await manager.client.delete(`/vehicles/${vehicle}/unavailability/${closure}`)).status).toBe(404);
    const past = { start: '2020-01-01T00:00:00Z', end: '2020-01-02T00:00:00Z', note: 'Long ago' };
    expect((await manager.client.post(`/vehicles/${mine}/unavailability`, past)).status).toBe(422);
  });

  it('ID-16: what was done to a vehicle is in the history of who did it', async () => {
    const vehicleId = await given.vehicle(branchId);
    const closure = await out(vehicleId, { start: '2041-01-01T00:00:00Z', end: '2041-01-02T00:00:00Z', note: 'Tyres' });
    await manager.client.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { state: 'disabled' });
    await manager.client.expect(204, 'DELETE', `/vehicles/${vehicleId}/unavailability/${closure}`);
    await manager.client.expect(204, 'DELETE', `/vehicles/${vehicleId}`);
    await eventually('four acts are told', async () => {
      const { items } = await app.admin.expect(200, 'GET', `/users/${manager.id}/changes-by?limit=4`);
      const acts = ['vehicle-archived', 'vehicle-available-again', 'vehicle-disabled', 'vehicle-made-unavailable'];
      return JSON.stringify(items.map(({ action }: { action: string }) => action)) === JSON.stringify(acts);
    });
  });
});
