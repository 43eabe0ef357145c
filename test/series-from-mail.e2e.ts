import type { BrowserContextOptions } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { describeInBrowser, SCREENS, TestBrowser } from './support/browser.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { raw } from './support/raw.js';
import { GivenSeries, type WaitingSeries } from './support/series.js';

type Asked = WaitingSeries & { token: string };

describe('deciding a series from the mail (AP-10, AP-12)', () => {
  let app: TestApp;
  let given: Given;
  let series: GivenSeries;
  let vehicleId: string;
  let booker: GivenUser;
  let approver: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    series = new GivenSeries(app, given);
    const branchId = await given.branch({ name: 'Harbour' });
    booker = await given.user(branchId, ['booker'], { name: 'Ben Booker' });
    approver = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow(), name: 'Van' });
  });
  afterAll(() => app?.stop());

  async function asked(count: number): Promise<Asked> {
    const before = app.mail.to(approver.email, /approval needed/i).length;
    const made = await series.by(booker, vehicleId, count);
    const mail = await eventually('it is mailed', async () => app.mail.to(approver.email, /approval needed/i)[before]);
    return { ...made, token: mail.tokens[0]! };
  }

  const pathOf = (token: string) => `/approvals/decide?token=${token}`;
  const get = (token: string) => raw(app.origin, { path: pathOf(token) });
  const post = (token: string, decision: string, declined: string[] = []) =>
    raw(app.origin, {
      method: 'POST',
      path: '/approvals/decide',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: app.config.publicUrl },
      body: new URLSearchParams([
        ...Object.entries({ token, decision, note: '' }),
        ...declined.map((id): [string, string] => ['declined', id]),
      ]).toString(),
    });
  const titleOf = ({ text }: { text: string }) => /<h1>([^<]*)<\/h1>/.exec(text)![1];
  const boxesIn = ({ text }: { text: string }) =>
    [...text.matchAll(/name="declined" value="([^"]+)"/g)].map(([, id]) => id);

  it('the page has a box for each booking that waits, and opening it decides nothing', async () => {
    const { token, bookingIds, seriesId } = await asked(3);
    const page = await get(token);
    expect([page.status, titleOf(page), boxesIn(page)]).toEqual([
      ...[200, 'Bookings of a series are waiting for your approval', bookingIds],
    ]);
    expect(await series.statesOf({ seriesId })).toEqual(Array(3).fill('pending'));
  });

  it('the ticked are declined and the others approved; or they alone, and the link decides the others later', async () => {
    const mixed = await asked(3);
    expect((await post(mixed.token, 'approve', [mixed.bookingIds[1]!])).status).toBe(303);
    expect(titleOf(await get(mixed.token))).toBe('You approved these bookings');
    expect(await series.statesOf(mixed)).toEqual(['confirmed', 'declined', 'confirmed']);

    const alone = await asked(4);
    expect((await post(alone.token, 'decline-ticked', alone.bookingIds.slice(0, 2))).status).toBe(303);
    expect(boxesIn(await get(alone.token))).toEqual(alone.bookingIds.slice(2));
    // The page was opened before: what it says of one that is decided is not taken for the others.
    expect((await post(alone.token, 'decline-ticked', alone.bookingIds.slice(1, 3))).status).toBe(303);
    expect(await series.statesOf(alone)).toEqual(['declined', 'declined', 'pending', 'pending']);
    await post(alone.token, 'approve');
    expect(await series.statesOf(alone)).toEqual(['declined', 'declined', 'confirmed', 'confirmed']);
    await post(alone.token, 'decline');
    expect(titleOf(await get(alone.token))).toBe('You approved these bookings');

    const all = await asked(2);
    await post(all.token, 'decline', [all.bookingIds[0]!]);
    expect([titleOf(await get(all.token)), await series.statesOf(all)]).toEqual([
      'You declined these bookings',
      ['declined', 'declined'],
    ]);
  });

  it('nothing ticked, or bookings of others, decide nothing', async () => {
    const [made, other] = [await asked(2), await asked(2)];
    const none = await post(made.token, 'decline-ticked');
    expect([none.status, titleOf(none), /role="alert"/.test(none.text)]).toEqual([
      ...[422, 'Bookings of a series are waiting for your approval', true],
    ]);
    expect((await post(made.token, 'decline-ticked', [other.bookingIds[0]!])).status).toBe(404);
    expect((await post(made.token, 'approve', ['x'])).status).toBe(422);
    expect(await series.statesOf(made)).toEqual(['pending', 'pending']);
  });

  describeInBrowser()('in a browser', () => {
    let browser: TestBrowser;

    beforeAll(async () => {
      browser = await TestBrowser.launch([422]);
    });
    afterAll(() => browser?.close());

    it.each(Object.entries(SCREENS))(
      'IF-4: works without script, and axe finds nothing wrong on %s',
      async (screen, options) => {
        const made = await asked(3);
        const looking = await browser.open(options as BrowserContextOptions);
        await looking.goto(app.origin + pathOf(made.token));
        expect(await browser.faultsOf(looking, `decide-series-${screen}`)).toEqual([]);
        await looking.context().close();
        const page = await browser.open({ ...(options as BrowserContextOptions), javaScriptEnabled: false });
        await page.goto(app.origin + pathOf(made.token));
        await page.getByRole('button', { name: 'Decline ticked bookings only' }).click();
        await page.getByRole('alert').waitFor();
        await page.getByRole('checkbox').nth(1).check();
        await page.getByRole('button', { name: 'Approve all unticked bookings' }).click();
        await page.getByRole('status').waitFor();
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('You approved these bookings');
        expect(await series.statesOf(made)).toEqual(['confirmed', 'declined', 'confirmed']);
        await page.context().close();
        expect(browser.complaints.splice(0)).toEqual([]);
      },
    );
  });
});
