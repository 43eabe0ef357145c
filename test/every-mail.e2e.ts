import { randomUUID } from 'node:crypto';
import { IdentityApi } from '../src/identity/index.js';
import { isOptional } from '../src/notifications/domain/kinds.js';
import { carriesToken, type MailDefinition } from '../src/notifications/email/mail-definition.js';
import { sampleParts } from '../src/notifications/email/samples.js';
import { mails } from '../src/notifications/mails/registry.js';
import { WriteMails } from '../src/notifications/use-cases/write-mails.js';
import { Sealer } from '../src/platform/crypto/sealer.js';
import { SYSTEM } from '../src/platform/domain/performer.js';
import { UnitOfWork } from '../src/platform/work/unit-of-work.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import type { SunkMail } from './support/mail-sink.js';
import { settled } from './support/stored.js';
import { readCalendar } from './support/strict-calendar.js';

const LONG = 'y'.repeat(5_000);
/** Markup, a header of its own, an end of the mail, marks that turn the reading direction, and 5 kB of it. */
const EVIL = `<b onclick=x>"Eve" \u202egnp.exe\u202c שלום\r\nBcc: b@y.test\r\n\r\n.\r\n<script>alert(1)</script> ${LONG}`;
const CALENDAR = {
  method: 'REQUEST',
  uid: 'an-entry@motorpool',
  sequence: 3,
  stamp: '2026-11-24T08:00:00.000Z',
  start: '2026-11-24T09:00:00.000Z',
  end: '2026-11-24T10:00:00.000Z',
  summary: EVIL,
  location: EVIL,
  description: EVIL,
  tentative: false,
} as const;

const templateNames = mails.map(({ name }) => name);
const mailOf = (template: string): MailDefinition => mails.find(({ name }) => name === template)!;
const sample = (template: string, text: string) => mailOf(template).sample(sampleParts(text));

describe('NO-6, security item 28: every mail that there is, with the worst that people can write in it', () => {
  let app: TestApp;
  let person: GivenUser;
  const received = new Map<string, SunkMail>();

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    await app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour <Cars>' });
    person = await given.user(await given.branch(), ['booker']);
    await settled(app);
    await writeAll();
    await settled(app);
    const { rows } = await app.db.query<{ template: string; id: string }>(
      'SELECT template, message_id AS id FROM notifications.mails WHERE user_id = $1 ORDER BY id',
      [person.id],
    );
    for (const { template, id } of rows) {
      received.set(
        template,
        app.mail.mails.find(({ messageId }) => messageId === id)!,
      );
    }
  });
  afterAll(() => app?.stop());

  async function writeAll(): Promise<void> {
    const part = <Part>(type: abstract new (...args: never[]) => Part): Part => app.nest.get(type, { strict: false });
    const user = (await part(IdentityApi).user(person.id))!;
    const to = { ...user, name: EVIL };
    for (const mail of mails) {
      const model = mail.sample(sampleParts(EVIL));
      const sealedSecret = carriesToken(mail) ? part(Sealer).seal('a-token', 'mailed-link') : undefined;
      const calendar = 'booking' in model ? CALENDAR : undefined;
      const draft = { to, about: 'reader' as const, model, calendar, ...(sealedSecret && { sealedSecret }) };
      await part(UnitOfWork).run(SYSTEM, (tx) => part(WriteMails).run(tx, { id: randomUUID() }, mail, [draft]));
    }
  }

  const headersOf = ({ mail }: SunkMail, name: string) =>
    mail.headers.filter(({ key }) => key === name).map(({ value }) => value);

  it.each(templateNames)('%s reaches its reader alone, whole, as text and as HTML', (template) => {
    const mail = received.get(template)!;
    expect(mail.recipients).toEqual([person.email]);
    expect(mail.mail.to?.map(({ address }) => address)).toEqual([person.email]);
    for (const header of ['cc', 'bcc', 'x-evil']) expect(headersOf(mail, header)).toEqual([]);
    expect(headersOf(mail, 'content-type').join()).toMatch(/^multipart\/(alternative|mixed)/);
    expect(mail.text).toContain('Harbour <Cars>');
    expect(mail.html).toContain('Harbour &lt;Cars&gt;');
    expect(mail.html).not.toMatch(/<script|<b onclick/);
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(mail.text.includes(LONG)).toBe(JSON.stringify(sample(template, 'Ω')).includes('Ω'));
  });

  it.each(templateNames)('%s says that a program sent it, and can be switched off where it is optional', (template) => {
    const mail = received.get(template)!;
    expect(headersOf(mail, 'auto-submitted')).toEqual(['auto-generated']);
    const optional = isOptional(mailOf(template).kind);
    expect(headersOf(mail, 'list-unsubscribe')).toHaveLength(optional ? 1 : 0);
    expect(headersOf(mail, 'list-unsubscribe-post')).toHaveLength(optional ? 1 : 0);
    const found = [...mail.text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link);
    expect(found).toHaveLength(mailOf(template).link ? 1 : 0);
    for (const link of found) expect(link.startsWith(`${app.config.publicUrl}/`)).toBe(true);
    expect(found.filter((link) => link.endsWith('?token=a-token'))).toHaveLength(
      carriesToken(mailOf(template)) ? 1 : 0,
    );
  });

  it('the calendar part of each is one entry that a strict reader takes, and holds the text whole', () => {
    const [withOne, without] = [true, false].map((about) =>
      templateNames.filter((name) => 'booking' in sample(name, '') === about).map((name) => received.get(name)!),
    );
    for (const { raw } of without!) expect(raw).not.toContain('text/calendar');
    expect(withOne!.length).toBeGreaterThan(10);
    for (const { raw } of withOne!) {
      const [, encoded] = /^Content-Type: text\/calendar[^]*?base64\r\n\r\n([^]*?)\r\n--/m.exec(raw)!;
      const { events } = readCalendar(Buffer.from(encoded!, 'base64'));
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ uid: CALENDAR.uid, sequence: 3, status: 'CONFIRMED' });
      expect(events[0]!.description).toContain(`שלום\nBcc: b@y.test\n\n.\n<script>`);
      expect(events[0]!.description).toContain(LONG);
      expect(events[0]!.summary).not.toMatch(/[\u202a-\u202e]/);
    }
  });

  it('each has a Message-ID of its own', () => {
    const ids = [...received.values()].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(templateNames.length);
  });
});
