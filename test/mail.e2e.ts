import { randomUUID } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';

describe('who is mailed what', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let flowed: string;
  let booker: GivenUser;
  let approver: GivenUser;
  let clerk: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ name: 'Auckland <b>North</b>', timeZone: 'Pacific/Auckland' });
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    clerk = await given.user(branchId, ['booker', 'on_behalf_booker']);
    const fields = { approvalFlowId: await given.flow(), name: 'Van & Co', registration: 'KIA 123' };
    flowed = await given.vehicle(branchId, fields);
  });
  afterAll(() => app?.stop());

  const subjectsTo = async (userId: string) => {
    const { items } = await app.admin.expect(200, 'GET', `/users/${userId}/emails`);
    return (items as { template: string; state: string }[]).map(({ template }) => template);
  };
  const mailed = (userId: string, templates: string[]) =>
    eventually(`${userId} gets ${templates.join()}`, async () => {
      const got = (await subjectsTo(userId)).filter((template) => template.startsWith('booking-'));
      return got.length >= templates.length && got;
    }).then((got) => expect(got.toReversed()).toEqual(templates));

  async function request(by: GivenUser, fields: object, daysAhead: number): Promise<string> {
    const wish = { ...(await given.wish(flowed, daysAhead)), ...fields };
    const booking = await by.client.expect(201, 'POST', '/bookings', wish);
    expect(booking.state).toBe('pending');
    return booking.id as string;
  }
  async function decide(bookingId: string, body: object): Promise<void> {
    const { items } = await approver.client.expect(200, 'GET', '/approvals');
    const { id } = items.find((item: { bookingId: string }) => item.bookingId === bookingId);
    await approver.client.expect(200, 'POST', `/approvals/${id}/decision`, body);
  }

  it('AP-2, NO-6: the approver is asked, with what the booking is, in the branch’s time, escaped', async () => {
    await request(booker, { destination: 'The <coast>', notes: 'Line one\nline <two>' }, 2);
    const mail = await app.mail.waitFor(approver.email, /approval needed/i);
    expect(mail.recipients).toEqual([approver.email]);
    expect(mail.subject).toContain('Van & Co (KIA 123)');
    expect(mail.text).toContain('Auckland <b>North</b>');
    expect(mail.text).toMatch(/When: .*\(Pacific\/Auckland\)/);
    expect(mail.text).toContain('Line one\nline <two>');
    expect(mail.html).toContain('The &lt;coast&gt;');
    expect(mail.html).toContain('Line one<br />line &lt;two&gt;');
    expect(mail.html).not.toContain('<b>North');
    expect(await subjectsTo(booker.id)).not.toContain('approval-wanted');
  });

  it('AP-8, BK-16: each outcome reaches the booker once, and whoever entered the booking for them', async () => {
    const contact = await given.contact(branchId);
    const declined = await request(clerk, { bookerId: contact }, 3);
    await decide(declined, { decision: 'decline', note: 'Not on a <Sunday>' });
    await mailed(contact, ['booking-declined']);
    await mailed(clerk.id, ['booking-declined']);
    const approved = await request(clerk, { bookerId: contact }, 4);
    await decide(approved, { decision: 'approve' });
    await mailed(contact, ['booking-declined', 'booking-confirmed']);
    await clerk.client.expect(200, 'POST', `/bookings/${approved}/cancellation`, { reason: 'Rain' });
    await mailed(contact, ['booking-declined', 'booking-confirmed', 'booking-cancelled']);
    await mailed(clerk.id, ['booking-declined', 'booking-confirmed']);
    const note = app.mail.mails.find(({ subject }) => /declined/i.test(subject))!;
    expect(note.text).toContain('Not on a <Sunday>');
    expect(note.html).toContain('Not on a &lt;Sunday&gt;');
  });

  it('NO-7: an address that nobody confirmed gets its invitation and nothing else', async () => {
    const roles = [{ roleId: await given.roleId('booker') }];
    const email = 'not-yet@fleet.example';
    const body = { email, name: 'Not Yet', canSignIn: true, branchId, roles };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    await app.mail.waitFor(email, /invited/i);
    await app
      .anyone()
      .expect(202, 'POST', '/registrations', { email, name: 'X', password: 'a long enough pass phrase', branchId });
    await eventually('the outbox is empty', async () => {
      const { rows } = await app.db.query(`SELECT 1 FROM platform.outbox WHERE state = 'pending'`);
      return rows.length === 0;
    });
    const templates = new Set(await subjectsTo(id));
    expect([...templates].filter((template) => !['invitation', 'verification'].includes(template))).toEqual([]);
  });

  it('ID-16, RP-13: the history is paged, newest first, and a stranger’s is not there', async () => {
    const first = await app.admin.expect(200, 'GET', `/users/${clerk.id}/emails?limit=1`);
    const rest = await app.admin.expect(200, 'GET', `/users/${clerk.id}/emails?cursor=${first.nextCursor}`);
    expect(first.items).toHaveLength(1);
    expect(first.items[0].createdAt >= rest.items[0].createdAt).toBe(true);
    expect(rest.nextCursor).toBeNull();
    expect(Object.keys(first.items[0]).sort()).toEqual(
      ['attempts', 'createdAt', 'id', 'sentAt', 'state', 'subject', 'template', 'to'].sort(),
    );
    const elsewhere = await given.branch();
    const otherAdmin = await given.user(elsewhere, ['branch_admin']);
    const foreign = await otherAdmin.client.get(`/users/${clerk.id}/emails`);
    const absent = await otherAdmin.client.get(`/users/${randomUUID()}/emails`);
    expect([foreign.status, absent.status]).toEqual([404, 404]);
    expect({ ...foreign.body, instance: null }).toEqual({ ...absent.body, instance: null });
    expect((await booker.client.get(`/users/${booker.id}/emails`)).status).toBe(403);
    expect((await app.anyone().get(`/users/${booker.id}/emails`)).status).toBe(401);
  });

  it('ID-9: a token is erased with the mail that carried it', async () => {
    const { rows } = await app.db.query(
      `SELECT count(*)::int AS sent, count(sealed_secret)::int AS secrets FROM notifications.mails WHERE state = 'sent'`,
    );
    expect(rows[0].sent).toBeGreaterThan(5);
    expect(rows[0].secrets).toBe(0);
  });
});
