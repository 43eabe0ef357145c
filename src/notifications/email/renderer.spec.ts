import { loadConfig } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { Unsendable } from '../domain/mail.js';
import { Renderer } from './renderer.js';
import { sampleModels } from './samples.js';
import { type Common, linkPaths, type Models, subjects, type TemplateName, templateNames } from './templates.js';

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

const models = sampleModels;

function render<Name extends TemplateName>(template: Name, own: Models[Name], common: Partial<Common> = {}) {
  const model = { organisation: 'Acme', name: 'Ann', ...common, ...own };
  const subject = subjects[template](model);
  const sealedSecret = linkPaths[template] ? sealer.seal('to/ken+', 'mailed-link') : null;
  return { subject, ...renderer.render({ template, subject, model, sealedSecret }) };
}

const each = <Row>(row: (name: TemplateName) => Row) => templateNames.map(row);

describe('NO-6: every template', () => {
  it.each(each((name) => [name]))('%s has a subject and two bodies with the organisation’s name', (name) => {
    const { subject, html, text } = render(name, models('Bo & Co')[name]);
    expect(subject).toContain('Acme');
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('Acme');
    expect(text).toContain('Acme');
    expect(text).toContain('Hello Ann,');
    expect(text).not.toMatch(/[<>]|&amp;|\{\{|undefined|null|\n{3}/);
    expect(html).not.toMatch(/\{\{|undefined|>null</);
  });

  it.each(each((name) => [name]))('%s shows markup as text', (name) => {
    const evil = `<img src=x onerror=alert(1)> "'\` {{link}} <a href="https://evil.example">`;
    const { html, text } = render(name, models(evil)[name], { organisation: evil, name: evil });
    expect(html).not.toMatch(/<img|<a href="https:\/\/evil/);
    expect(html).toContain('&lt;img src&#x3D;x');
    expect(text).toContain(evil);
  });

  it.each(each((name) => [name]))('%s carries 5 kB of several lines whole', (name) => {
    const long = `${'word '.repeat(500)}\n${'שלום '.repeat(500)}\nend`;
    const { html, text } = render(name, models(long)[name]);
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

  it.each(each((name) => [name]))('%s leaves out what there is not', (name) => {
    const booking = { ...models('x')['booking-lapsed'].booking, destination: null, originator: null };
    const bare = { branch: null, invitedBy: null, note: null, reason: 'x', notes: null, cancelledBy: null, mine: true };
    const { html, text } = render(name, { ...models('x')[name], booking, ...bare }, { name: null });
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
    } as const;
    for (const [name, page] of Object.entries(pages) as [keyof typeof pages, string][]) {
      const link = `https://motorpool.example.org/${page}?token=to%2Fken%2B`;
      const { html, text } = render(name, models('x')[name]);
      expect(text).toContain(`\n${link}\n`);
      expect(html).toContain(`href="${link}"`);
    }
  });

  it('are in no other mail', () => {
    for (const name of templateNames.filter((each) => !linkPaths[each])) {
      const { html, text } = render(name, models('x')[name]);
      expect(`${html}${text}`).not.toMatch(/href|https?:/);
    }
  });
});

describe('ID-8: a mail about a reset that cannot be', () => {
  it.each([
    [{ suspended: true, rejected: false }, /suspended/],
    [{ suspended: false, rejected: true }, /not approved/],
    [{ suspended: false, rejected: false }, /no account/],
  ])('%j says what holds for the address', (model, says) => {
    const { html, text } = render('no-password-reset', model);
    for (const body of [html, text]) expect(body).toMatch(says);
    const all = [/suspended/, /not approved/, /no account to sign in with under it/];
    expect(all.filter((each) => each.test(text))).toHaveLength(1);
  });
});

describe('a mail that cannot be rendered is unsendable and says why', () => {
  const model = { organisation: 'Acme', name: 'Ann', expires: 'tomorrow' };
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
