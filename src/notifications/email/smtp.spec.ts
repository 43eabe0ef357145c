import { jest } from '@jest/globals';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { ConfigError, loadConfig } from '../../platform/config/config.js';
import { type CalendarMessage, type ClaimedMail, Unsendable } from '../domain/mail.js';
import { calendarPart } from './calendar-part.js';
import { Smtp } from './smtp.js';

const taken: { to: string[]; raw: Buffer }[] = [];
// It warns of the certificate that it makes for itself; that is what the test wants.
jest.spyOn(console, 'error').mockImplementationOnce(() => undefined);
const server = new SMTPServer({
  authOptional: true,
  // It offers STARTTLS with a certificate of its own making, as development servers do.
  onData: (stream, { envelope }, done) => {
    void buffer(stream).then((raw) => {
      taken.push({ to: envelope.rcptTo.map(({ address }) => address), raw });
      done();
    }, done);
  },
});

// A client that breaks off, as one test does, is no surprise.
server.on('error', () => undefined);

const settings = (smtpUrl: string, from = 'Motorpool <motorpool@example.org>') =>
  loadConfig({ DATABASE_URL: 'postgres://unused', SMTP_URL: smtpUrl, MAIL_FROM: from, SECRET_KEY: 'x'.repeat(32) }, {});

const mail = (changes: Partial<ClaimedMail> = {}): ClaimedMail => ({
  id: 'a',
  userId: 'b',
  kind: 'security',
  calendar: null,
  template: 'verification',
  toAddress: 'ann@example.org',
  toName: 'Ann',
  subject: 'A subject',
  model: {},
  sealedSecret: null,
  messageId: '<a@motorpool.example.org>',
  attempts: 1,
  createdAt: new Date('2026-11-21T10:00:00Z'),
  ...changes,
});
const bodies = { html: '<p>Hi</p>', text: 'Hi\n.\nthere' };

const rendered = { bodies, calendar: undefined, headers: {} };
const marks: number[] = [];
const mark = async () => {
  marks.push(taken.length);
};

describe('handing a mail over', () => {
  let smtp: Smtp;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    smtp = new Smtp(settings(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`));
  });
  beforeEach(() => {
    taken.splice(0);
    marks.splice(0);
  });
  afterAll(async () => {
    smtp.onApplicationShutdown();
    server.close();
    await once(server.server, 'close');
  });

  it('NO-2: carries its own Message-ID, says that nobody wrote it, and has both parts', async () => {
    await smtp.send(mail(), rendered, mark);
    const { to, raw } = taken[0]!;
    const parsed = await PostalMime.parse(raw);
    expect(to).toEqual(['ann@example.org']);
    expect(parsed.messageId).toBe('<a@motorpool.example.org>');
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(parsed.date).toBe('2026-11-21T10:00:00.000Z');
    expect([parsed.text?.trimEnd(), parsed.html?.trim()]).toEqual([bodies.text, bodies.html]);
    expect(raw.toString()).toMatch(/^Content-Type: multipart\/alternative/m);
  });

  it('NO-2: is told once that it may arrive, before the server has taken it', async () => {
    await smtp.send(mail(), rendered, mark);
    expect(marks).toEqual([0]);
    expect(taken).toHaveLength(1);
  });

  it('NO-2: sends no end of a mail that is not on record', async () => {
    const refused = smtp.send(mail(), rendered, () => Promise.reject(new Error('in other hands')));
    await expect(refused).rejects.toThrow();
    await pause(200);
    expect(taken).toEqual([]);
    await smtp.send(mail(), rendered, mark);
    expect(taken).toHaveLength(1);
  });

  it('NO-6: carries a calendar part that a strict reader takes, and what lets its reader have no more', async () => {
    const entry: CalendarMessage = {
      method: 'REQUEST',
      uid: 'b@motorpool',
      sequence: 3,
      stamp: '2026-11-21T10:00:00.000Z',
      start: '2026-11-24T08:00:00.000Z',
      end: '2026-11-24T10:30:00.000Z',
      summary: 'Bö, the "Van"; ' + 'ü'.repeat(100),
      location: 'Berlin',
      description: 'To the coast\nBEGIN:VALARM',
      tentative: false,
    };
    const organizer = { name: 'Motorpool', address: 'motorpool@example.org' };
    const calendar = calendarPart(entry, organizer, { name: 'Ann "A;n"', address: 'ann@example.org' });
    await smtp.send(mail(), { bodies, calendar, headers: { 'List-Unsubscribe': '<https://x.example>' } }, mark);
    const parsed = await PostalMime.parse(taken[0]!.raw);
    expect(parsed.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe('<https://x.example>');
    const part = parsed.attachments.find(({ mimeType }) => mimeType === 'text/calendar')!;
    expect(part.method).toBe('REQUEST');
    const [, encoded] = /^Content-Type: text\/calendar[^]*?base64\r\n\r\n([^]*?)\r\n--/m.exec(
      taken[0]!.raw.toString(),
    )!;
    const text = Buffer.from(encoded!, 'base64').toString();
    const lines = text.split('\r\n');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(lines.at(-1)).toBe('');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const unfolded = text.replaceAll('\r\n ', '');
    for (const line of [
      'METHOD:REQUEST',
      'UID:b@motorpool',
      'SEQUENCE:3',
      'DTSTAMP:20261121T100000Z',
      'STATUS:CONFIRMED',
    ]) {
      expect(unfolded).toContain(`\r\n${line}\r\n`);
    }
    expect(unfolded).toMatch(/\r\nDTSTART:20261124T080000Z\r\nDTEND:20261124T103000Z\r\n/);
    expect(unfolded).toMatch(/\r\nORGANIZER[^\r\n]*motorpool@example\.org\r\n/i);
    expect(unfolded).toMatch(/\r\nATTENDEE[^\r\n]*ann@example\.org\r\n/i);
    expect(unfolded.match(/^BEGIN:/gm)).toHaveLength(2);
  });

  it.each([
    ['a name with line breaks', { toName: 'Ann\r\nBcc: c@evil.example' }],
    ['a name with addresses', { toName: 'x" <c@evil.example>, "y' }],
    ['a subject with line breaks', { subject: 'Hi\r\nBcc: c@evil.example\r\n\r\nbody' }],
    ['a name of marks and emoji', { toName: '‮🚗 שלום', subject: '‮🚗 שלום' }],
  ])('%s adds no recipient and no header', async (_, changes) => {
    await smtp.send(mail(changes), rendered, mark);
    const { to, raw } = taken[0]!;
    expect(to).toEqual(['ann@example.org']);
    const parsed = await PostalMime.parse(raw);
    expect(parsed.to?.map(({ address }) => address)).toEqual(['ann@example.org']);
    expect(parsed.bcc ?? []).toEqual([]);
    expect(raw.toString()).not.toMatch(/^Bcc:/im);
  });

  it.each(['a@example.org, c@evil.example', 'a@example.org\r\nBcc: c@evil.example', '<a@example.org>', 'a', ''])(
    'refuses an address that is not one: %j',
    async (toAddress) => {
      await expect(smtp.send(mail({ toAddress }), rendered, mark)).rejects.toThrow(Unsendable);
      expect(taken).toEqual([]);
    },
  );

  it.each(['nobody', 'a@example.org, b@example.org', ''])('MAIL_FROM is one address, not %j', (from) => {
    const config = settings('smtp://localhost');
    const broken = { ...config, values: { ...config.values, MAIL_FROM: from } };
    expect(() => new Smtp(broken)).toThrow(ConfigError);
  });
});
