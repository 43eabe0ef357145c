import { DateTime } from 'luxon';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';

const ZONE = 'Pacific/Auckland';
const HOUR = 3_600_000;

describe('policies, reasons and custom fields (BK-1, BK-5, BK-6)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let admin: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ timeZone: ZONE });
    booker = await given.user(branchId, ['booker']);
    admin = await given.user(branchId, ['branch_admin']);
  });
  afterAll(() => app?.stop());

  const limited = async (limits: object) => given.vehicle(branchId, { policyId: await given.policy(limits) });
  /** Local to the branch, some days ahead. */
  const at = (days: number, clock: string) => {
    const [hour, minute] = clock.split(':').map(Number);
    return DateTime.now()
      .setZone(ZONE)
      .plus({ days })
      .set({ hour, minute, second: 0, millisecond: 0 })
      .toUTC()
      .toISO()!;
  };
  const wish = async (vehicleId: string, start: string, end: string, fields: object = {}) => ({
    ...(await given.wish(vehicleId)),
    ...{ start, end },
    ...fields,
  });
  const violations = async (body: object, who = booker) => {
    const answer = await who.client.post('/bookings', body);
    if (answer.status === 201) return [];
    expect([answer.status, answer.body.code]).toEqual([422, 'policy_violated']);
    return answer.body.violations.map(({ code }: { code: string }) => code);
  };

  describe('BK-5: policies', () => {
    it('every limit that is broken is listed; RP-8: the organisation’s admins may override, and it is recorded', async () => {
      const vehicleId = await limited({ maxMinutes: 60, hours: { from: '08:00', to: '18:00' }, maxDaysAhead: 3 });
      const body = await wish(vehicleId, at(10, '17:00'), at(10, '19:00'));
      expect(await violations(body)).toEqual(['too_far_ahead', 'too_long', 'outside_hours']);
      for (const who of [booker, admin]) {
        const refused = await who.client.post('/bookings', { ...body, overridePolicy: true });
        expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
      }
      const made = await app.admin.expect(201, 'POST', '/bookings', {
        ...body,
        bookerId: booker.id,
        overridePolicy: true,
      });
      expect(made.policyOverridden).toBe(true);
      const history = await app.admin.expect(200, 'GET', `/bookings/${made.id}/history`);
      const { after } = history.items[0].changes.find(({ field }: { field: string }) => field === 'policyOverride');
      expect(after.violations).toEqual(['too_far_ahead', 'too_long', 'outside_hours']);
      const fine = await app.admin.expect(201, 'POST', '/bookings', {
        ...(await wish(vehicleId, at(2, '09:00'), at(2, '10:00'))),
        ...{ bookerId: booker.id, overridePolicy: true },
      });
      expect(fine.policyOverridden).toBe(false);
    });

    it('in the branch’s own time: what is night in UTC is day in Auckland', async () => {
      const vehicleId = await limited({ hours: { from: '08:00', to: '18:00' } });
      expect(await violations(await wish(vehicleId, at(2, '08:00'), at(2, '18:00')))).toEqual([]);
      expect(await violations(await wish(vehicleId, at(3, '07:30'), at(3, '09:00')))).toEqual(['outside_hours']);
    });

    it('the buffer holds on both sides, for a move as well, and not against oneself', async () => {
      const vehicleId = await limited({ bufferMinutes: 30 });
      const first = await booker.client.expect(
        201,
        'POST',
        '/bookings',
        await wish(vehicleId, at(4, '10:00'), at(4, '11:00')),
      );
      expect(await violations(await wish(vehicleId, at(4, '11:00'), at(4, '12:00')))).toEqual(['buffer_broken']);
      expect(await violations(await wish(vehicleId, at(4, '09:00'), at(4, '09:45')))).toEqual(['buffer_broken']);
      const next = await booker.client.expect(
        201,
        'POST',
        '/bookings',
        await wish(vehicleId, at(4, '11:30'), at(4, '12:00')),
      );
      const moved = await booker.client.patch(`/bookings/${next.id}`, { start: at(4, '11:15') });
      expect([moved.status, moved.body.violations.map(({ code }: { code: string }) => code)]).toEqual([
        422,
        ['buffer_broken'],
      ]);
      await booker.client.expect(200, 'PATCH', `/bookings/${first.id}`, { start: at(4, '09:00') });
    });

    it('the quota counts one’s own open bookings under the policy, and no seats', async () => {
      const policyId = await given.policy({ maxOpenPerPerson: 2 });
      const vehicles = await Promise.all([1, 2, 3].map(() => given.vehicle(branchId, { policyId })));
      const person = await given.user(branchId, ['booker']);
      const host = await booker.client.expect(
        201,
        'POST',
        '/bookings',
        await wish(vehicles[0]!, at(5, '06:00'), at(5, '07:00')),
      );
      await person.client.expect(201, 'POST', `/bookings/${host.id}/seats`);
      const bookings = [];
      for (const vehicleId of vehicles.slice(0, 2)) {
        bookings.push(
          await person.client.expect(201, 'POST', '/bookings', await wish(vehicleId, at(5, '08:00'), at(5, '09:00'))),
        );
      }
      const third = await wish(vehicles[2]!, at(5, '08:00'), at(5, '09:00'));
      expect(await violations(third, person)).toEqual(['too_many_open']);
      await person.client.expect(200, 'PATCH', `/bookings/${bookings[0].id}`, { end: at(5, '09:30') });
      await person.client.expect(200, 'POST', `/bookings/${bookings[0].id}/cancellation`, {});
      expect(await violations(third, person)).toEqual([]);
    });

    it('notice is not asked again of a start that stays', async () => {
      const vehicleId = await limited({ minNoticeMinutes: 24 * 60 });
      const soon = await wish(
        vehicleId,
        new Date(Date.now() + HOUR).toISOString(),
        new Date(Date.now() + 2 * HOUR).toISOString(),
      );
      expect(await violations(soon)).toEqual(['too_little_notice']);
      const made = await app.admin.expect(201, 'POST', '/bookings', {
        ...soon,
        bookerId: booker.id,
        overridePolicy: true,
      });
      await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, {
        end: new Date(Date.now() + 3 * HOUR).toISOString(),
      });
      const start = new Date(Date.now() + 1.5 * HOUR).toISOString();
      expect((await booker.client.patch(`/bookings/${made.id}`, { start })).body.code).toBe('policy_violated');
    });

    it('is made, changed limit by limit, and deleted only where no vehicle carries it', async () => {
      const body = { name: 'Pool cars', maxMinutes: 60, minMinutes: 30, weekdays: [1, 2] };
      const made = await app.admin.expect(201, 'POST', '/booking-policies', body);
      expect(made).toMatchObject(body);
      const taken = await app.admin.post('/booking-policies', body);
      expect([taken.status, taken.body.code]).toEqual([409, 'policy_name_taken']);
      const changed = await app.admin.expect(200, 'PATCH', `/booking-policies/${made.id}`, {
        maxMinutes: null,
        bufferMinutes: 5,
      });
      expect(changed).toEqual({
        id: made.id,
        name: 'Pool cars',
        minMinutes: 30,
        weekdays: [1, 2],
        bufferMinutes: 5,
        version: 2,
      });
      const vehicleId = await given.vehicle(branchId, { policyId: made.id });
      const inUse = await app.admin.delete(`/booking-policies/${made.id}`);
      expect([inUse.status, inUse.body.code]).toEqual([409, 'policy_in_use']);
      await app.admin.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { policyId: null });
      expect((await app.admin.delete(`/booking-policies/${made.id}`)).status).toBe(204);
      const gone = await app.admin.patch(`/vehicles/${vehicleId}`, { policyId: made.id });
      expect([gone.status, gone.body.code]).toEqual([404, 'unknown_reference']);
      expect((await admin.client.get('/booking-policies')).status).toBe(403);
    });
  });

  describe('BK-6: reasons', () => {
    it('own ones have a category; a disabled one is there for admins only, and old bookings keep it', async () => {
      const vehicleId = await given.vehicle(branchId);
      const reason = await app.admin.expect(201, 'POST', '/booking-reasons', {
        name: 'Site visit',
        category: 'business',
      });
      const made = await booker.client.expect(201, 'POST', '/bookings', {
        ...(await given.wish(vehicleId, 3)),
        reasonId: reason.id,
      });
      await app.admin.expect(200, 'PATCH', `/booking-reasons/${reason.id}`, { state: 'disabled' });
      const names = async (who: GivenUser) =>
        (await who.client.expect(200, 'GET', '/booking-reasons')).items.map(({ name }: { name: string }) => name);
      expect(await names(booker)).not.toContain('Site visit');
      expect(await names(admin)).toContain('Site visit');
      const again = { ...(await given.wish(vehicleId, 4)), reasonId: reason.id };
      const refused = await booker.client.post('/bookings', again);
      expect([refused.status, refused.body.code]).toEqual([409, 'reason_disabled']);
      await admin.client.expect(201, 'POST', '/bookings', again);
      const edited = await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { destination: 'Site' });
      expect(edited.reasonId).toBe(reason.id);
    });

    it('built-in ones are disabled, never deleted; one that is in use is not deleted', async () => {
      const business = await given.reason('business');
      for (const answer of [
        await app.admin.delete(`/booking-reasons/${business}`),
        await app.admin.patch(`/booking-reasons/${business}`, { category: 'personal' }),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([409, 'reason_built_in']);
      }
      await app.admin.expect(200, 'PATCH', `/booking-reasons/${business}`, { state: 'disabled' });
      await app.admin.expect(200, 'PATCH', `/booking-reasons/${business}`, { state: 'active' });
      const own = await given.ownReason();
      const wanted = { ...(await given.wish(await given.vehicle(branchId))), reasonId: own };
      await booker.client.expect(201, 'POST', '/bookings', wanted);
      const used = await app.admin.delete(`/booking-reasons/${own}`);
      expect([used.status, used.body.code]).toEqual([409, 'reason_in_use']);
      expect((await app.admin.delete(`/booking-reasons/${await given.ownReason()}`)).status).toBe(204);
      expect((await booker.client.post('/booking-reasons', { name: 'Mine', category: 'personal' })).status).toBe(403);
    });
  });

  it('BK-1: custom fields are those of the organisation; the required ones are required', async () => {
    const customFields = [
      { key: 'project', label: 'Project', required: true },
      { key: 'hint', label: 'Hint', required: false },
    ];
    await app.admin.expect(200, 'PATCH', '/organisation', { customFields });
    try {
      const body = await given.wish(await given.vehicle(branchId), 6);
      const missing = await booker.client.post('/bookings', body);
      expect([missing.status, missing.body.errors]).toEqual([
        422,
        [expect.objectContaining({ field: 'customFields.project', code: 'required' })],
      ]);
      const unknown = await booker.client.post('/bookings', { ...body, customFields: { project: 'A', other: 'B' } });
      expect([unknown.status, unknown.body.errors[0].field]).toEqual([422, 'customFields.other']);
      const made = await booker.client.expect(201, 'POST', '/bookings', {
        ...body,
        customFields: { project: 'A', hint: '' },
      });
      expect(made.customFields).toEqual({ project: 'A' });
      expect((await booker.client.patch(`/bookings/${made.id}`, { customFields: {} })).status).toBe(422);
      await booker.client.expect(200, 'PATCH', `/bookings/${made.id}`, { notes: 'The rest stays.' });
    } finally {
      await app.admin.expect(200, 'PATCH', '/organisation', { customFields: [] });
    }
  });
});
