import { type TestApp, startApp } from './support/app.js';
import { GivenRequests } from './support/approvals.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { raw } from './support/raw.js';

/** A day and the time of a booking that begins at a full hour, as each locale writes them. */
const WRITTEN = {
  'en-NZ': /[A-Z][a-z]+day, \d{1,2} [A-Z][a-z]+ \d{4}, \d{1,2}:00 (?:[ap]m )?– \d{1,2}:00 [ap]m \(Europe\/Berlin\)/,
  'en-NZ-u-hc-h23': /[A-Z][a-z]+day, \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:00–\d\d:00 \(Europe\/Berlin\)/,
  'en-US': /[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4}, \d{1,2}:00 (?:[AP]M )?– \d{1,2}:00 [AP]M \(Europe\/Berlin\)/,
  'de-DE': /[A-Z][a-z]+(?:tag|woch), \d{1,2}\. [A-Z][a-zä]+ \d{4}, \d\d:00–\d\d:00 Uhr \(Europe\/Berlin\)/,
} as const;
type Locale = keyof typeof WRITTEN;
const LOCALES = Object.keys(WRITTEN) as Locale[];

/** In which of the locales a text has its times. */
const localeOf = (text: string): string => LOCALES.filter((locale) => WRITTEN[locale].test(text)).join();

describe('how dates and times are written', () => {
  let app: TestApp;
  let given: Given;
  let booker: GivenUser;
  let approver: GivenUser;
  let vehicleId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    const branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    approver = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
  });
  afterAll(() => app?.stop());
  const requests = (): GivenRequests => (many ??= new GivenRequests(app, given));
  let many: GivenRequests | undefined;

  const organisation = (locale: string) => app.admin.expect(200, 'PATCH', '/organisation', { locale });
  const own = (person: GivenUser, locale: string | null) => person.client.expect(200, 'PATCH', '/me', { locale });

  /** The email that asks the approver about a booking, and the page behind its link. */
  async function asked(): Promise<{ email: string; html: string; subject: string; page: string }> {
    const before = app.mail.to(approver.email, /approval needed/i).length;
    await requests().by(booker, vehicleId);
    const mail = await eventually('it is mailed', async () => app.mail.to(approver.email, /approval needed/i)[before]);
    const { text: page } = await raw(app.origin, { path: `/approvals/decide?token=${mail.tokens[0]!}` });
    return { email: mail.text, html: mail.html, subject: mail.subject, page };
  }

  it('an organisation begins with the formats of New Zealand', async () => {
    const { rows } = await app.db.query<{ column_default: string }>(
      `SELECT column_default FROM information_schema.columns
        WHERE table_schema = 'branches' AND table_name = 'organisation' AND column_name = 'locale'`,
    );
    expect(rows[0]!.column_default).toBe("'en-NZ'::text");
  });

  it.each(LOCALES)('%s counts in emails and on pages where the organisation chose it', async (locale) => {
    await organisation(locale);
    const { email, html, page } = await asked();
    expect([email, html, page].map(localeOf)).toEqual([locale, locale, locale]);
  });

  it('a person’s own choice counts for what they read, and for nobody else', async () => {
    await organisation('en-NZ');
    await own(approver, 'en-US');
    await own(booker, 'de-DE');
    const { email, html, subject, page } = await asked();
    expect([email, html, page].map(localeOf)).toEqual(['en-US', 'en-US', 'en-US']);
    expect(subject).toMatch(/: .*, [A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2}, \d{1,2}:00 [AP]M/);
    const sessions = await Promise.all([approver, booker].map(({ client }) => client.expect(200, 'GET', '/session')));
    expect(sessions.map(({ locale }) => locale)).toEqual(['en-US', 'de-DE']);
    await own(approver, null);
    expect(localeOf((await asked()).email)).toBe('en-NZ');
    expect((await approver.client.expect(200, 'GET', '/session')).locale).toBe('en-NZ');
    await own(booker, null);
  });

  it('the page of one’s account has them, too', async () => {
    const lastSeen = async () => {
      const { text } = await raw(app.origin, {
        path: '/account/security',
        headers: { cookie: booker.client.cookie!, 'sec-fetch-mode': 'navigate' },
      });
      expect(text).toContain(`data-locale="${(await booker.client.expect(200, 'GET', '/session')).locale}"`);
      return /<time[^>]*>([^<]*)</.exec(text)![1];
    };
    await organisation('en-US');
    expect(await lastSeen()).toMatch(/^[A-Z][a-z]+ \d{1,2}, \d{4}, \d{1,2}:\d\d [AP]M$/);
    await own(booker, 'de-DE');
    expect(await lastSeen()).toMatch(/^\d{1,2}\. \S+ \d{4}, \d\d:\d\d$/);
  });

  it('a tag is kept in its canonical form, and what is none is refused at the field', async () => {
    expect((await organisation('de-de')).locale).toBe('de-DE');
    expect((await own(booker, 'EN-nz')).locale).toBe('en-NZ');
    for (const [client, path] of [
      [app.admin, '/organisation'],
      [booker.client, '/me'],
    ] as const) {
      for (const locale of ['xx-XX', 'en_NZ', '', 'x'.repeat(65)]) {
        const { status, body } = await client.patch(path, { locale });
        expect([status, body.errors?.[0]?.field]).toEqual([422, 'locale']);
      }
    }
    expect((await app.admin.patch('/organisation', { locale: null })).status).toBe(422);
  });
});
