import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

const FOUR = ['Welcome message', 'Locations', 'Accessories', 'Groups'];

describeInBrowser()('Settings of a branch admin', () => {
  let motorpool: ConsoleTest;
  let admin: GivenUser;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
    const other = await motorpool.given.branch({ name: 'Wellington' });
    admin = await motorpool.given.user(branchId, ['branch_admin']);
    const make = (name: string, branchIds: string[]) =>
      motorpool.app.admin.expect(201, 'POST', '/locations', { name, branchIds });
    await make('Harbour car park', [branchId]);
    await make('Lambton Quay', [other]);
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const welcome = async (): Promise<string> =>
    (await motorpool.app.admin.expect(200, 'GET', `/branches/${branchId}/welcome-message`)).markdown;

  it('RP-7: they see their four sections and what their branch has', async () => {
    const page = await motorpool.open(admin);
    await motorpool.visit(page, '/app/settings?section=locations', { heading: 'Settings' });
    await page.getByRole('rowheader', { name: 'Harbour car park' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Sections' }).getByRole('link').allInnerTexts()).toEqual(FOUR);
    expect(await page.getByText('Lambton Quay').count()).toBe(0);
    await page.goto(`${motorpool.app.origin}/app/settings?section=branches`);
    await page.getByText('Your roles do not include this screen.').waitFor();
    expect(await page.getByText('Wellington').count()).toBe(0);
  });

  it('BR-1: the welcome message is previewed as people will read it, and saved', async () => {
    const page = await motorpool.open(admin);
    await motorpool.visit(page, '/app/settings', { heading: 'Settings' });
    await page.getByText('Nothing yet.').waitFor();
    await page.getByLabel('Message', { exact: true }).fill('# Kia ora\n\n- **Keys** at the desk\n- <b>not bold</b>');
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByRole('heading', { name: 'Kia ora' }).waitFor();
    expect(await preview.locator('strong').allInnerTexts()).toEqual(['Keys']);
    await preview.getByText('<b>not bold</b>').waitFor();
    expect(await welcome()).toBe('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The welcome message of Auckland Harbour was saved.').waitFor();
    expect(await welcome()).toContain('**Keys** at the desk');
    expect(await look(page, 'settings-welcome')).toEqual([]);
    await page.getByRole('link', { name: 'Locations' }).click();
    await page.getByRole('rowheader', { name: 'Harbour car park' }).waitFor();
    expect(await look(page, 'settings-locations')).toEqual([]);
  });

  it('on a phone it is the list first, then a section and the way back', async () => {
    const page = await motorpool.open(admin, { viewport: { width: 390, height: 844 } });
    await motorpool.visit(page, '/app/settings', { heading: 'Settings' });
    const list = page.getByRole('navigation', { name: 'Sections' });
    expect(await page.getByLabel('Message', { exact: true }).isVisible()).toBe(false);
    expect(await look(page, 'settings-list')).toEqual([]);
    await list.getByRole('link', { name: 'Locations' }).click();
    await page.getByRole('rowheader', { name: 'Harbour car park' }).waitFor();
    expect(await list.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'All settings' }).click();
    await list.waitFor();
    await new Keyboard(page).holds('Settings');
  });

  it('the same by keyboard alone', async () => {
    const page = await motorpool.open(admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/settings?section=welcome', { heading: 'Settings' });
    await keyboard.tabTo('Message');
    await keyboard.press('Control+a');
    await keyboard.type('Haere mai');
    await page.getByRole('region', { name: 'Preview' }).getByText('Haere mai').waitFor();
    await keyboard.tabTo('Save');
    await keyboard.press('Enter');
    await page.getByText('was saved.').waitFor();
    expect(await welcome()).toBe('Haere mai');
  });
});
