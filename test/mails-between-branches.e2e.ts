import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { GivenSeries } from './support/series.js';
import { settled } from './support/stored.js';

/** Stands in every name of the branch abroad, and nowhere else. */
const MARK = 'Xanadu';

interface Mail {
  id: string;
  template: string;
  subject: string;
}

describe('mails to somebody of two branches (RP-13)', () => {
  let app: TestApp;
  let given: Given;
  let home: string;
  let abroad: string;
  let both: GivenUser;
  let admin: GivenUser;
  let multi: GivenUser;
  let office: GivenUser;
  let wide: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    [home, abroad] = [await given.branch(), await given.branch({ name: MARK })];
    const third = await given.branch();
    const roles = ['booker', 'multibranch_booker', ['booking_approver', [home, abroad]]] as const;
    both = await given.user(home, [...roles] as (string | [string, string[]])[]);
    admin = await given.user(home, ['branch_admin']);
    multi = await given.user(third, [['multibranch_admin', [third, home]]]);
    office = await given.user(home, ['office_staff']);
    wide = await given.user(third, [['multibranch_admin', [home, abroad]]]);
    await live();
    await settled(app);
  });
  afterAll(() => app?.stop());

  /** What makes mails to the one person: their account, either branch, and both at once. */
  async function live(): Promise<void> {
    const flow = { approvalFlowId: await given.flow() };
    const [ours, theirs] = [await given.vehicle(home), await given.vehicle(abroad, { name: `${MARK} one` })];
    const asked = [await given.vehicle(home, flow), await given.vehicle(abroad, { name: `${MARK} two`, ...flow })];
    const { client } = both;
    const book = async (vehicleId: string, day: number, by = client) =>
      (await by.expect(201, 'POST', '/bookings', await given.wish(vehicleId, day))).id as string;
    for (const id of [await book(ours, 2), await book(theirs, 3)])
      await client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    for (const vehicleId of asked) {
      const branchId = vehicleId === asked[0] ? home : abroad;
      await book(vehicleId, 4, (await given.user(branchId, ['booker'], { name: `A Booker` })).client);
    }
    const approver = await given.user(abroad, [['booking_approver', [abroad]]], { name: `${MARK} approver` });
    const [start, end] = [1, 5].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    await approver.client.expect(201, 'POST', '/approval-delegations', { delegateId: both.id, start, end });
    // One that moves abroad, and a series of which one does.
    const moved = await book(ours, 20);
    await settled(app);
    await client.expect(200, 'PATCH', `/bookings/${moved}`, { vehicleId: theirs });
    const wish = await new GivenSeries(app, given).wish(ours, 3);
    const made = await client.expect(201, 'POST', '/booking-series', wish);
    await settled(app);
    await client.expect(200, 'PATCH', `/bookings/${made.occurrences[2].bookingId}`, { vehicleId: theirs });
    await settled(app);
    await client.expect(200, 'POST', `/booking-series/${made.id}/cancellation`, {});
  }

  const AT_HOME = [
    'approval-wanted',
    'booking-cancelled',
    'booking-confirmed',
    'booking-confirmed',
    'invitation',
    'series-booked',
  ];
  const ABROAD = ['approval-wanted', 'booking-cancelled', 'booking-confirmed', 'queue-delegated'];
  /** A booking that moved from one to the other, twice, and a series of both. */
  const OF_BOTH = ['booking-changed', 'booking-changed', 'series-cancelled'];

  const to = (person: GivenUser) => [`/mails?userId=${person.id}&limit=200`, `/users/${person.id}/emails?limit=200`];
  const mails = async (by: { expect: GivenUser['client']['expect'] }, url: string) =>
    (await by.expect(200, 'GET', url)).items as Mail[];
  const templates = async (by: { expect: GivenUser['client']['expect'] }, url: string) =>
    (await mails(by, url)).map(({ template }) => template).sort();

  it('RP-13: staff of one see those about the person and about their branch, in both lists', async () => {
    for (const url of to(both)) {
      for (const { client } of [admin, multi, office]) {
        expect(await templates(client, url)).toEqual(AT_HOME);
        expect((await client.get(url)).text).not.toContain(MARK);
      }
      expect(await templates(wide.client, url)).toEqual([...AT_HOME, ...ABROAD].sort());
      const all = await templates(app.admin, url);
      expect(all).toEqual([...AT_HOME, ...ABROAD, ...OF_BOTH].sort());
      expect((await app.admin.get(url)).text).toContain(`${MARK} approver`);
    }
  });

  it('RP-13: no filter and no page shows or counts the others', async () => {
    const past = '2020-01-01T00:00:00Z';
    const filters = [...new Set([...AT_HOME, ...ABROAD, ...OF_BOTH])].map((template) => `template=${template}`);
    for (const filter of ['', 'state=sent', 'state=queued', `from=${past}`, `to=${past}`, ...filters]) {
      const url = `/mails?${filter}&limit=200`;
      for (const { client } of [admin, multi, office]) expect((await client.get(url)).text).not.toContain(MARK);
    }
    for (const url of [`/mails?userId=${both.id}&limit=1`, `/users/${both.id}/emails?limit=1`]) {
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page = await admin.client.expect(200, 'GET', `${url}${next && `&cursor=${next}`}`);
        seen.push(...(page.items as Mail[]).map(({ template }) => template));
        next = page.nextCursor as string | null;
      }
      expect(seen.sort()).toEqual(AT_HOME);
    }
  });

  it('RP-13: an admin of one branch who approves for the other reads of it in the mail itself, not in lists', async () => {
    const self = await given.user(home, ['branch_admin', ['booking_approver', [abroad]]]);
    const vehicleId = await given.vehicle(abroad, { name: `${MARK} three`, approvalFlowId: await given.flow() });
    const booker = await given.user(abroad, ['booker']);
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 40));
    await settled(app);
    expect(app.mail.to(self.email, /Approval needed/)).toHaveLength(1);
    for (const url of to(self)) {
      expect(await templates(self.client, url)).toEqual(['invitation']);
      expect(await templates(app.admin, url)).toEqual(['approval-wanted', 'invitation']);
    }
    for (const { client } of [self, admin]) expect((await client.get('/mails?limit=200')).text).not.toContain(MARK);
  });

  it('NO-3, RP-13: one about another branch is not there to be sent again', async () => {
    const failed = await app.db.query<Mail>(
      `UPDATE notifications.mails SET state = 'failed', sent_at = NULL
        WHERE user_id = $1 AND template IN ('booking-cancelled', 'booking-changed') RETURNING id, template, subject`,
      [both.id],
    );
    const isOurs = ({ template, subject }: Mail) => template === 'booking-cancelled' && !subject.includes(MARK);
    expect(failed.rows.filter(isOurs)).toHaveLength(1);
    const ofPerson = `/mails?state=failed&userId=${both.id}`;
    expect(await templates(admin.client, ofPerson)).toEqual(['booking-cancelled']);
    const absent = (await admin.client.post(`/mails/${crypto.randomUUID()}/resending`)).body;
    for (const mail of failed.rows.filter((one) => !isOurs(one))) {
      for (const { client } of [admin, multi, office]) {
        const { status, body } = await client.post(`/mails/${mail.id}/resending`);
        expect([status, body.code, body.detail]).toEqual([404, 'not_found', absent.detail]);
      }
    }
    await admin.client.expect(200, 'POST', `/mails/${failed.rows.find(isOurs)!.id}/resending`);
    for (const mail of failed.rows.filter((one) => !isOurs(one)))
      await app.admin.expect(200, 'POST', `/mails/${mail.id}/resending`);
    await settled(app);
  });

  it('ID-17: the person’s own export has all of them', async () => {
    const { parts } = await both.client.expect(200, 'GET', '/me/export');
    const exported = parts.mails as Mail[];
    const all = await mails(app.admin, to(both)[0]!);
    expect(exported.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(all.filter(({ subject }) => subject.includes(MARK)).length).toBeGreaterThan(4);
  });
});
