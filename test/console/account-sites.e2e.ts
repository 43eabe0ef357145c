import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { Club } from '../support/openid.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('what others hold, and what we hold, on My account', () => {
  let motorpool: ConsoleTest;
  let person: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
    person = await motorpool.given.user(branchId, ['booker'], { name: 'Hana Harper' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = async (): Promise<Page> => {
    const page = await motorpool.open(person);
    await motorpool.visit(page, '/app/account', { heading: 'My account' });
    return page;
  };
  /** A site that the person has signed in to, with a token for as long as they allow it. */
  const site = async (name: string) => {
    const club = await Club.given(motorpool.app, { name });
    const { refresh_token } = await club.signIn(person, 'openid profile offline_access', { prompt: 'consent' });
    return { club, refresh: () => club.post('token', { grant_type: 'refresh_token', refresh_token: refresh_token! }) };
  };
  const sites = (page: Page) => page.getByRole('list', { name: 'Connected sites' });
  const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  it('OP-4: a connected site is listed with what it may know; it is withdrawn, and the site’s token is worth nothing', async () => {
    const [sailing, flying] = [await site('Sailing club'), await site('Flying club')];
    const page = await visit();
    const item = sites(page).getByRole('listitem').filter({ hasText: 'Sailing club' });
    expect(await item.innerText()).toMatch(/Allowed on .+ · who you are, your name and access while you’re away/);
    expect(await sites(page).getByRole('listitem').count()).toBe(2);
    const faults = await look(page, 'account-sites');
    await item.getByRole('button', { name: 'Withdraw access of Sailing club' }).click();
    await told(page, 'Access withdrawn');
    await item.waitFor({ state: 'detached' });
    const dead = await sailing.refresh();
    expect([dead.status, dead.body.error]).toEqual([400, 'invalid_grant']);
    expect((await flying.refresh()).status).toBe(200);
    expect(faults).toEqual([]);
  });

  it('the same by keyboard alone', async () => {
    const page = await visit();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Withdraw access of Flying club');
    await keyboard.press('Enter');
    await page.getByText('You have not signed in to another site with this account.').waitFor();
    expect((await person.client.expect(200, 'GET', '/me/grants')).items).toEqual([]);
  });

  it('ID-17: all that is held about the person is downloaded as a file', async () => {
    const page = await visit();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download my data' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('my-data.json');
    const { parts } = JSON.parse(await readFile(await download.path(), 'utf8'));
    const told = await person.client.expect(200, 'GET', '/me/export');
    expect(Object.keys(parts)).toEqual(Object.keys(told.parts));
    expect(JSON.stringify(parts)).toContain(person.email);
  });
});
