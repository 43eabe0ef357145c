import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('the user agreement', () => {
  let motorpool: ConsoleTest;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  it('ID-18: a version is published after saying what it asks of everyone, and people are asked for it', async () => {
    const booker = await motorpool.given.user(await motorpool.given.branch(), ['booker']);
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/settings?section=agreement', { heading: 'Settings' });
    await page.getByText('No agreements yet').waitFor();
    await page.getByRole('button', { name: 'Publish a new version' }).click();
    const sheet = page.getByRole('dialog', { name: 'Publish a new version' });
    await sheet
      .getByText('Everyone, including you, has to accept the new version before their next booking.')
      .waitFor();
    await sheet.getByLabel('Text').fill('Drive with care.\n\nReturn the keys.');
    expect(await look(page, 'settings-agreement-new')).toEqual([]);
    expect((await booker.client.expect(200, 'GET', '/session')).agreementDue).toBeNull();
    await sheet.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('rowheader', { name: 'Version 1' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Version 1' }).innerText()).toContain('In force');
    expect((await booker.client.expect(200, 'GET', '/session')).agreementDue).toBe(1);
    expect(await look(page, 'settings-agreement')).toEqual([]);
    await page.getByRole('button', { name: 'Read version 1' }).click();
    await page.getByRole('dialog', { name: 'Version 1' }).getByText('Return the keys.').waitFor();
  });

  it('the same by keyboard alone', async () => {
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/settings?section=agreement', { heading: 'Settings' });
    await keyboard.tabTo('Publish a new version');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await keyboard.tabTo('Text');
    await keyboard.press('Control+a');
    await keyboard.type('Drive with great care.');
    await keyboard.tabTo('Publish');
    await keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Version 2' }).waitFor();
    await keyboard.holds('Publish a new version');
    const { items } = await motorpool.app.admin.expect(200, 'GET', '/agreements');
    expect(items[0]).toMatchObject({ version: 2, text: 'Drive with great care.' });
  });
});
