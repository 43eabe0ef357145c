import type { Page } from 'playwright-core';
import { look } from './console/support/look.js';
import { type TestApp, startApp } from './support/app.js';
import { describeInBrowser, SCREENS, TestBrowser } from './support/browser.js';

describeInBrowser()('how the reference of the API looks and is used', () => {
  let app: TestApp;
  let browser: TestBrowser;

  beforeAll(async () => {
    app = await startApp();
    browser = await TestBrowser.launch([404]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });
  afterEach(() => expect(browser.complaints.splice(0)).toEqual([]));

  const open = async (path: string, options: object = SCREENS.desktop!): Promise<Page> => {
    const page = await browser.open(options);
    await page.goto(app.origin + path);
    return page;
  };

  it.each(['', '?q=series', '/bookings', '/operations', '/webhooks', '/problems', '/schemas'])(
    'axe finds nothing wrong with /docs%s, and nothing runs over the edge',
    async (path) => {
      const page = await open(`/docs${path}`);
      // Parts are written alike: the first stand for the others, some of them with all that they hold opened.
      await page.evaluate(`
        for (const one of [...document.querySelectorAll('.operation')].slice(10)) one.remove();
        for (const one of [...document.querySelectorAll('details')].slice(0, 10)) one.open = true;
      `);
      expect(await look(page, `docs${path.replace(/\W/g, '-')}`)).toEqual([]);
      await page.context().close();
    },
    300_000,
  );

  it('a search shows the operations that have every word while one types, and by name alone without a script', async () => {
    const page = await open('/docs');
    const shown = page.locator('#index li:visible');
    const all = await shown.count();
    await page.getByLabel('Search operations').pressSequentially('cancel series');
    await page.getByText('1 operation', { exact: true }).waitFor();
    expect(await shown.allInnerTexts()).toEqual([expect.stringContaining('Cancel a booking series')]);
    await page.getByLabel('Search operations').fill('nothing of the kind');
    await page.getByText('Nothing found.').waitFor();
    await page.getByLabel('Search operations').fill('');
    await expect(shown.count()).resolves.toBe(all);
    await page.getByLabel('Search operations').fill('cancel series');
    await page.getByLabel('Search operations').press('Enter');
    await page.getByRole('heading', { name: 'Search: cancel series' }).waitFor();
    expect(await shown.count()).toBe(1);
    await page.context().close();

    const plain = await open('/docs', { ...SCREENS.desktop, javaScriptEnabled: false });
    await plain.getByLabel('Search operations').fill('cancel series');
    await plain.getByRole('button', { name: 'Search' }).click();
    await plain.getByRole('link', { name: 'Cancel a booking series' }).click();
    await plain.getByRole('heading', { name: 'Cancel a booking series' }).waitFor();
    expect(await plain.getByRole('button', { name: 'Copy' }).count()).toBe(0);
    await plain.context().close();
  });

  it('a button copies the code beside it, and says so', async () => {
    const page = await open('/docs/bookings');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const example = page.locator('#createBooking .code').first();
    await example.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe(await example.locator('code').textContent());
    expect(copied).toMatch(/^curl -X POST "\$URL\/api\/v1\/bookings"/);
    await page.context().close();
  });

  it('is read from the keyboard: past the contents, and to one operation by its address', async () => {
    const page = await open('/docs/bookings#createBooking');
    await page.getByRole('heading', { name: 'Create a booking', exact: true }).waitFor();
    expect(
      await page.evaluate('document.getElementById("createBooking").getBoundingClientRect().top < innerHeight'),
    ).toBe(true);
    await page.goto(`${app.origin}/docs/bookings`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.context().close();
  });

  it('the contents are open beside the page, and behind a button on a phone', async () => {
    const page = await open('/docs/bookings');
    const link = page.getByRole('navigation').getByRole('link', { name: 'Create a booking', exact: true });
    await link.waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await link.waitFor({ state: 'hidden' });
    await page.getByText('Contents', { exact: true }).click();
    await link.click();
    expect(new URL(page.url()).hash).toBe('#createBooking');
    await page.context().close();
  });
});
