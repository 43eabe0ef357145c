import { jest } from '@jest/globals';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { ConfigError, loadConfig } from '../../platform/config/config.js';
import { type ClaimedMail, Unsendable } from '../domain/mail.js';
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
    });
  },
});

const settings = (smtpUrl: string, from = 'Motorpool <motorpool@example.org>') =>
  loadConfig({ DATABASE_URL: 'postgres://unused', SMTP_URL: smtpUrl, MAIL_FROM: from, SECRET_KEY: 'x'.repeat(32) }, {});

const mail = (changes: Partial<ClaimedMail> = {}): ClaimedMail => ({
  id: 'a',
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

describe('handing a mail over', () => {
  let smtp: Smtp;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    smtp = new Smtp(settings(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`));
  });
  beforeEach(() => taken.splice(0));
  afterAll(async () => {
    smtp.onApplicationShutdown();
    server.close();
    await once(server.server, 'close');
  });

  it('NO-2: carries its own Message-ID, says that nobody wrote it, and has both parts', async () => {
    await smtp.send(mail(), bodies);
    const { to, raw } = taken[0]!;
    const parsed = await PostalMime.parse(raw);
    expect(to).toEqual(['ann@example.org']);
    expect(parsed.messageId).toBe('<a@motorpool.example.org>');
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(parsed.date).toBe('2026-11-21T10:00:00.000Z');
    expect([parsed.text?.trimEnd(), parsed.html?.trim()]).toEqual([bodies.text, bodies.html]);
    expect(raw.toString()).toMatch(/^Content-Type: multipart\/alternative/m);
  });

  it.each([
    ['a name with line breaks', { toName: 'Ann\r\nBcc: c@evil.example' }],
    ['a name with addresses', { toName: 'x" <c@evil.example>, "y' }],
    ['a subject with line breaks', { subject: 'Hi\r\nBcc: c@evil.example\r\n\r\nbody' }],
    ['a name of marks and emoji', { toName: '‮🚗 שלום', subject: '‮🚗 שלום' }],
  ])('%s adds no recipient and no header', async (_, changes) => {
    await smtp.send(mail(changes), bodies);
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
      await expect(smtp.send(mail({ toAddress }), bodies)).rejects.toThrow(Unsendable);
      expect(taken).toEqual([]);
    },
  );

  it.each(['nobody', 'a@example.org, b@example.org', ''])('MAIL_FROM is one address, not %j', (from) => {
    const config = settings('smtp://localhost');
    const broken = { ...config, values: { ...config.values, MAIL_FROM: from } };
    expect(() => new Smtp(broken)).toThrow(ConfigError);
  });
});
