import { loadConfig } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { Unsendable } from '../domain/mail.js';
import { Renderer } from './renderer.js';
import { mailNamed, mails } from '../mails/registry.js';
import { carriesToken, type Common } from './mail-definition.js';
import { sampleParts } from './samples.js';

const config = loadConfig(
  {
    PUBLIC_URL: 'https://motorpool.example.org',
    DATABASE_URL: 'postgres://unused',
    SMTP_URL: 'smtp://unused',
    SECRET_KEY: 'x'.repeat(32),
  },
  {},
);
const sealer = new Sealer(config);
const renderer = new Renderer(config, sealer);

const names = mails.map(({ name }) => name);
const sample = (name: string, text: string) => mailNamed(name)!.sample(sampleParts(text));

function renderMail(template: string, own: object, common: Partial<Common> = {}) {
  const mail = mailNamed(template)!;
  const model = { organisation: 'Acme', locale: 'en-NZ', name: 'Ann', ...common, ...own };
  const subject = mail.subject(model);
  const sealedSecret = carriesToken(mail) ? sealer.seal('to/ken+', 'mailed-link') : null;
  return { subject, ...renderer.render({ template, subject, model, sealedSecret }) };
}

describe('NO-6: every template', () => {
  it.each(names)('%s has a subject and two bodies with the organisation’s name', (name) => {
    const { subject, html, text } = renderMail(name, sample(name, 'Bo & Co'));
    expect(subject).toContain('Acme');
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('Acme');
    expect(text).toContain('Acme');
    expect(text).toContain('Hello Ann,');
    expect(text).not.toMatch(/[<>]|&amp;|\{\{|undefined|null|\n{3}/);
    expect(html).not.toMatch(/\{\{|undefined|>null</);
  });

  it.each(names)('%s shows markup as text', (name) => {
    const evil = `<img src=x onerror=alert(1)> "'\` {{link}} <a href="https://evil.example">`;
    const { html, text } = renderMail(name, sample(name, evil), { organisation: evil, name: evil });
    expect(html).not.toMatch(/<img|<a href="https:\/\/evil/);
    expect(html).toContain('&lt;img src&#x3D;x');
    expect(text).toContain(evil);
  });

  it.each(names)('%s carries 5 kB of several lines whole', (name) => {
    const long = `${'word '.repeat(500)}\n${'שלום '.repeat(500)}\nend`;
    const { html, text } = renderMail(name, sample(name, long));
    const quotes = [
      'user-rejected',
      'booking-declined',
      'booking-cancelled',
      'approval-wanted',
      'booking-reminder',
    ].includes(name);
    expect(text.includes(long)).toBe(text.includes('word word'));
    if (quotes) expect(html).toMatch(/word <br \/>שלום/);
  });

  it.each(names)('%s leaves out what there is not', (name) => {
    const { booking: whole } = sampleParts('x');
    const booking = { ...whole, destination: null, originator: null };
    const bare = { branch: null, invitedBy: null, note: null, reason: 'x', notes: null, cancelledBy: null, mine: true };
    const { html, text } = renderMail(name, { ...sample(name, 'x'), booking, ...bare }, { name: null });
    expect(`${html}${text}`).not.toMatch(/Destination|Booked by|note:|Notes|null/);
    expect(text).toMatch(/^Hello,\n\n\S/);
  });
});

describe('links', () => {
  it('lead to PUBLIC_URL, with the token that was sealed', () => {
    const pages = {
      verification: 'verify-email',
      invitation: 'verify-email',
      'email-change': 'verify-email',
      'password-reset': 'reset-password',
      'password-missing': 'reset-password',
      'email-changed': 'undo-email-change',
    } as const;
    for (const [name, page] of Object.entries(pages) as [string, string][]) {
      const link = `https://motorpool.example.org/${page}?token=to%2Fken%2B`;
      const { html, text } = renderMail(name, sample(name, 'x'));
      expect(text).toContain(`\n${link}\n`);
      expect(html).toContain(`href="${link}"`);
    }
  });

  const pages: Record<string, string> = {
    'waiting-list-offer': '/app?offer=<id>',
    'booking-reminder': '/app/bookings/<id>',
    'booking-confirmed': '/app/bookings/<id>',
    'booking-changed': '/app/bookings/<id>',
    'booking-cancelled': '/app/bookings/<id>',
    'series-changed': '/app/bookings/<id>',
    'pending-user': '/app/people?tab=pending',
    'queue-delegated': '/app/approvals',
    'approvers-lost': '/app/people',
    'approval-skipped': '/app/people',
    'new-sign-in': '/app/account',
    'credential-changed': '/app/account',
    'user-approved': '/sign-in',
  };

  it.each(Object.entries(pages))('C-5: %s leads to %s', (name, page) => {
    const { id } = sampleParts('x').booking;
    const link = `https://motorpool.example.org${page.replace('<id>', id)}`;
    const { html, text } = renderMail(name, sample(name, 'x'));
    expect(text).toContain(`\n${link}\n`);
    expect(html).toContain(`href="${link}"`);
  });

  /** After these there is nothing to do, or nothing that a page of the service could do. */
  const askNothing = ['address-wanted', 'no-password-reset', 'user-rejected'];

  it.each(names)('C-5: %s has one button that leads somewhere, unless it asks for nothing', (name) => {
    const { html, text } = renderMail(name, sample(name, 'x'));
    const asks = !askNothing.includes(name);
    expect(mailNamed(name)!.link !== null).toBe(asks);
    expect(
      html.match(/<a class="button" href="https:\/\/motorpool\.example\.org\/[^"]*">\S[^<]*<\/a>/g) ?? [],
    ).toHaveLength(asks ? 1 : 0);
    expect(text.match(/https?:\S+/g) ?? []).toHaveLength(asks ? 1 : 0);
  });

  it.each(names)('words.md: %s says “email”, and nobody’s turns of phrase', (name) => {
    const { subject, html, text } = renderMail(name, sample(name, 'x'));
    const said = `${subject}\n${html.replace(/<style>[^]*<\/style>/, '')}\n${text}`;
    expect(said).not.toMatch(
      /e-mail|\bmail(s|ed)?\b(?=[ .,])|any more|somebody|whoever|It was (not )?you|say yes or no/i,
    );
  });
});

describe('plurals', () => {
  it.each([
    [1, '1 booking is waiting for approval, and there is no one left to decide on it.'],
    [2, '2 bookings are waiting for approval, and there is no one left to decide on them.'],
    [1_200, '1,200 bookings are waiting for approval, and there is no one left to decide on them.'],
  ])('%d', (waiting, sentence) => {
    const { html, text } = renderMail('approvers-lost', { branchName: 'Harbour', waiting });
    for (const body of [html, text]) expect(body).toContain(sentence);
  });

  it('of a series that was changed, each number with a sentence of its own', () => {
    const changed = { ...sample('series-changed', 'x'), waiting: 2, confirmed: 1 };
    expect(renderMail('series-changed', changed).text).toMatch(
      /2 bookings now need approval\.\n\n1 booking is now confirmed\./,
    );
    expect(renderMail('series-changed', { ...changed, waiting: 1, confirmed: 0 }).text).not.toMatch(/confirmed/);
  });
});

describe('ID-8: a mail about a reset that cannot be', () => {
  it.each([
    [{ suspended: true, rejected: false }, /suspended/],
    [{ suspended: false, rejected: true }, /not approved/],
    [{ suspended: false, rejected: false }, /no account/],
  ])('%j says what holds for the address', (model, says) => {
    const { html, text } = renderMail('no-password-reset', model);
    for (const body of [html, text]) expect(body).toMatch(says);
    const all = [/suspended/, /not approved/, /no account to sign in with for this address/];
    expect(all.filter((each) => each.test(text))).toHaveLength(1);
  });
});

describe('a mail that cannot be rendered is unsendable and says why', () => {
  const model = { organisation: 'Acme', locale: 'en-NZ', name: 'Ann', expires: 'tomorrow' };
  const mail = { subject: 's', model, sealedSecret: null };

  it.each([
    ['an unknown template', { ...mail, template: 'nonsense' }, /no template nonsense/],
    ['a model that lacks a field', { ...mail, template: 'pending-user' }, /person/],
    ['a link without a token', { ...mail, template: 'verification' }, /token/],
    ['a token that no key opens', { ...mail, template: 'verification', sealedSecret: 'xxxx' }, /SECRET_KEY/],
  ])('%s', (_, bad, why) => {
    expect(() => renderer.render(bad)).toThrow(Unsendable);
    expect(() => renderer.render(bad)).toThrow(why);
  });
});
