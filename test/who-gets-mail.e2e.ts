import { randomUUID } from 'node:crypto';
import { carriesToken } from '../src/notifications/email/mail-definition.js';
import { sampleParts } from '../src/notifications/email/samples.js';
import { mails } from '../src/notifications/mails/registry.js';
import { WriteMails } from '../src/notifications/use-cases/write-mails.js';
import { IdentityApi } from '../src/identity/index.js';
import { Sealer } from '../src/platform/crypto/sealer.js';
import { SYSTEM } from '../src/platform/domain/performer.js';
import { UnitOfWork } from '../src/platform/work/unit-of-work.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, PASSWORD } from './support/given.js';
import { raw } from './support/raw.js';
import { settled } from './support/stored.js';

describe('who is written to, and what a stranger can put into it', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  /** Tells of every mail that there is, and says what was written to somebody because of it. */
  async function writtenTo(userId: string): Promise<string[]> {
    const part = <Part>(type: abstract new (...args: never[]) => Part): Part => app.nest.get(type, { strict: false });
    const to = (await part(IdentityApi).user(userId))!;
    const told = mails.map((mail) => ({ mail, event: { id: randomUUID() } }));
    for (const { mail, event } of told) {
      const sealedSecret = carriesToken(mail) ? part(Sealer).seal('nothing', 'mailed-link') : undefined;
      const model = mail.sample(sampleParts('Text'));
      const draft = { to, about: 'reader' as const, model, ...(sealedSecret && { sealedSecret }) };
      await part(UnitOfWork).run(SYSTEM, (tx) => part(WriteMails).run(tx, event, mail, [draft]));
    }
    // By event: the mails of what really happened to the person come when the relay gets to them.
    const { rows } = await app.db.query<{ template: string }>(
      'SELECT template FROM notifications.mails WHERE user_id = $1 AND event_id = ANY($2)',
      [userId, told.map(({ event }) => event.id)],
    );
    return rows.map(({ template }) => template).sort();
  }

  it('NO-7: of all mails those alone that ask for it go to an address that nobody has confirmed', async () => {
    const body = { email: `${randomUUID()}@fleet.example`, name: 'Not Yet', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    expect(await writtenTo(id)).toEqual(['invitation', 'verification']);
    await settled(app);
    const { rows } = await app.db.query(
      `SELECT m.template FROM notifications.mails m JOIN platform.outbox o ON o.id = m.event_id WHERE m.user_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ template: 'invitation' }]);
  });

  it('NO-7: somebody who confirmed theirs gets every kind, and who was deleted gets none', async () => {
    const person = await given.user(branchId, ['booker']);
    expect(await writtenTo(person.id)).toEqual(mails.map(({ name }) => name).toSorted());
    await app.admin.expect(204, 'DELETE', `/users/${person.id}`);
    expect(await writtenTo(person.id)).toEqual([]);
  });

  it('NO-6: a sign-in with a known device is told where it comes from another network', async () => {
    const person = await given.user(branchId, ['booker']);
    await app.anyone().signIn(person.email, PASSWORD);
    await settled(app);
    expect(app.mail.to(person.email, /new sign-in/)).toEqual([]);
    await app.db.query(`UPDATE identity.sign_ins SET address = '203.0.113.7' WHERE user_id = $1`, [person.id]);
    await app.anyone().signIn(person.email, PASSWORD);
    await app.mail.waitFor(person.email, /new sign-in/);
    await app.anyone().signIn(person.email, PASSWORD);
    await settled(app);
    expect(app.mail.to(person.email, /new sign-in/)).toHaveLength(1);
  });

  it('security item 27: whatever a request says of its host, no link of any mail leads there', async () => {
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    const [booker, approver] = [
      await given.user(branchId, ['booker']),
      await given.user(branchId, ['booking_approver']),
    ];
    const lies = {
      host: 'evil.test',
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.test;proto=https',
    };
    const post = (path: string, body: object, cookie = '') =>
      raw(app.origin, {
        method: 'POST',
        path: `/api/v1${path}`,
        headers: { ...lies, cookie, origin: app.config.publicUrl, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const before = app.mail.mails.length;
    const invited = { email: `${randomUUID()}@fleet.example`, name: 'Invited', canSignIn: true, branchId };
    expect([
      (await post('/bookings', await given.wish(vehicleId), booker.client.cookie)).status,
      (await post('/bookings', await given.wish(await given.vehicle(branchId)), booker.client.cookie)).status,
      (await post('/password-resets', { email: booker.email })).status,
      (await post('/users', invited, app.admin.cookie)).status,
    ]).toEqual([201, 201, 202, 201]);
    await app.mail.waitFor(approver.email, /approval needed/i);
    await app.mail.waitFor(booker.email, /confirmed/);
    await app.mail.waitFor(booker.email, /new password/);
    await app.mail.waitFor(invited.email);
    const mails = app.mail.mails.slice(before);
    for (const { raw: source, text, html, mail } of mails) {
      expect(`${source}${text}${html}`).not.toContain('evil.test');
      for (const [link] of text.matchAll(/https?:\/\/\S+/g)) expect(new URL(link).origin).toBe(app.config.publicUrl);
      const list = mail.headers.find(({ key }) => key === 'list-unsubscribe');
      if (list) expect(list.value).toContain(`<${app.config.publicUrl}/`);
    }
    expect(mails.filter(({ tokens }) => tokens.length > 0).length).toBeGreaterThanOrEqual(3);
  });

  it('security item 28: nothing that people write breaks a mail about a booking, or adds a reader to it', async () => {
    const evil = `<b onclick=x>"Eve" \u202egnp.exe\u202c שלום {{link}}`;
    const long = `One\r\nBcc: b@y.test\r\n\r\n.\r\n<script>alert(1)</script>\n${'x'.repeat(1_500)}`;
    const branch = await given.branch({ name: evil });
    const approver = await given.user(branch, ['booking_approver'], { name: evil });
    const booker = await given.user(branch, ['booker'], { name: evil });
    const flow = { name: evil, approvalFlowId: await given.flow() };
    const wish = await given.wish(await given.vehicle(branch, flow), 3);
    const before = app.mail.mails.length;
    await booker.client.expect(201, 'POST', '/bookings', { ...wish, destination: evil, notes: long });
    const { items } = await approver.client.expect(200, 'GET', '/approvals');
    await app.mail.waitFor(approver.email, /approval needed/i);
    await approver.client.expect(200, 'POST', `/approvals/${items[0].id}/decision`, {
      decision: 'decline',
      note: long,
    });
    await app.mail.waitFor(booker.email, /declined/);
    const mails = app.mail.mails.slice(before);
    expect(mails).toHaveLength(2);
    for (const { recipients, mail, subject, text, html } of mails) {
      expect(recipients).toHaveLength(1);
      expect(mail.to?.map(({ address }) => address)).toEqual(recipients);
      const names = mail.headers.map(({ key }) => key);
      expect(names.filter((header) => ['bcc', 'cc', 'x-evil'].includes(header))).toEqual([]);
      expect(`${subject}${text}${html}`).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(html).not.toMatch(/<script|<b onclick/);
      expect(subject).toContain('שלום');
      expect(text).toContain('Bcc: b@y.test');
      expect(text).toContain('x'.repeat(1_500));
    }
  });
});
