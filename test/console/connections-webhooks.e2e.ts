import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { Receiver } from '../support/webhook-receiver.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('Webhooks', () => {
  let motorpool: ConsoleTest;
  let receiver: Receiver;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start({ WEBHOOK_TARGETS: 'any' });
    receiver = await new Receiver().start();
  });
  afterAll(async () => {
    await motorpool?.stop();
    receiver?.stop();
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = (page: Page) =>
    motorpool.visit(page, '/app/settings/connections?tab=webhooks', { heading: 'Connections' });
  const book = async (): Promise<void> => {
    const branchId = await motorpool.given.branch();
    const booker = await motorpool.given.user(branchId, ['booker']);
    const wish = await motorpool.given.wish(await motorpool.given.vehicle(branchId), 3);
    await booker.client.expect(201, 'POST', '/bookings', wish);
  };

  it('NO-9: a webhook is made, its secret shown once; its delivery is shown and sent again', async () => {
    motorpool.provokes(422);
    const page = await motorpool.open(motorpool.admin);
    await visit(page);
    await page.getByText('No webhooks yet').waitFor();
    await page.getByRole('button', { name: 'Add webhook' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add webhook' });
    await sheet.getByLabel('Address').fill(receiver.url);
    await sheet.getByRole('button', { name: 'Add webhook' }).click();
    await sheet.locator('.field-error').waitFor();
    await sheet.getByLabel('A booking is confirmed').check();
    expect(await look(page, 'connections-webhook-new')).toEqual([]);
    await sheet.getByRole('button', { name: 'Add webhook' }).click();
    const told = page.getByRole('dialog', { name: 'Secret of the new webhook' });
    const secret = await told.getByLabel('Signing secret', { exact: true }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await told.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('rowheader', { name: receiver.url }).waitFor();
    await page.reload();
    await page.getByRole('rowheader', { name: receiver.url }).waitFor();
    expect(await page.content()).not.toContain(secret);

    await book();
    await eventually('it was told', async () => receiver.calls.length === 1);
    await page.getByRole('button', { name: `Deliveries to ${receiver.url}` }).click();
    const deliveries = page.getByRole('dialog', { name: 'Deliveries' });
    const row = deliveries.getByRole('row').filter({ hasText: 'A booking is confirmed' });
    await row.getByText('Delivered').waitFor();
    await row.getByRole('cell', { name: 'Status 204' }).waitFor();
    expect(await look(page, 'connections-deliveries')).toEqual([]);
    await row.getByRole('button', { name: 'Send again: A booking is confirmed' }).click();
    await eventually('it was told again', async () => receiver.calls.length === 2);
    expect(receiver.calls[1]!.body).toBe(receiver.calls[0]!.body);
    await row.getByText('Delivered').waitFor();
    await page.keyboard.press('Escape');
    expect(await look(page, 'connections-webhooks')).toEqual([]);
  });

  it('NO-9: a webhook is led elsewhere, told of other events, and switched off; what somebody else changed is shown', async () => {
    motorpool.provokes(412);
    const { app } = motorpool;
    const events = ['bookings.booking-confirmed'];
    const hook = await app.admin.expect(201, 'POST', '/webhooks', { url: 'https://hooks.example/in', events });
    const page = await motorpool.open(motorpool.admin);
    await visit(page);
    const edit = async () => {
      await page.getByRole('button', { name: 'More for https://hooks.example/' }).click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
    };
    await edit();
    const sheet = page.getByRole('dialog', { name: 'Edit webhook' });
    await sheet.getByLabel('Address').fill('https://hooks.example/moved');
    await sheet.getByLabel('A booking is cancelled').check();
    await sheet.getByLabel('Active', { exact: true }).uncheck();
    const faults = await look(page, 'connections-webhook-edit');
    await app.admin.expect(200, 'PATCH', `/webhooks/${hook.id}`, { events: ['bookings.booking-returned'] });
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.getByRole('alert').getByText('A vehicle is returned').waitFor();
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('rowheader', { name: 'https://hooks.example/moved' }).waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'https://hooks.example/moved' })
      .locator('.badge', { hasText: 'Disabled' })
      .waitFor();
    expect(await app.admin.expect(200, 'GET', `/webhooks/${hook.id}`)).toMatchObject({
      ...{ url: 'https://hooks.example/moved', state: 'disabled' },
      events: ['bookings.booking-cancelled', 'bookings.booking-confirmed'],
    });
    await app.admin.expect(204, 'DELETE', `/webhooks/${hook.id}`);
    expect(faults).toEqual([]);
  });

  it('the same by keyboard alone', async () => {
    const before = receiver.calls.length;
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await visit(page);
    const deliveries = `Deliveries to ${receiver.url}`;
    await keyboard.tabTo('Add webhook');
    await keyboard.tabTo(deliveries);
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Deliveries' }).getByText('Delivered').waitFor();
    await keyboard.tabTo('Send again: A booking is confirmed');
    await keyboard.press('Enter');
    await eventually('it was told again', async () => receiver.calls.length === before + 1);
    await page.getByRole('dialog').getByText('Delivered').waitFor();
    await keyboard.press('Escape');
    await keyboard.holds(deliveries);
    await keyboard.tabTo(`More for ${receiver.url}`);
    await keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await keyboard.holds('Edit');
    await keyboard.press('ArrowDown', 'Enter');
    await page.getByRole('alertdialog').waitFor();
    await keyboard.tabTo('Delete');
    await keyboard.press('Enter');
    await page.getByText('No webhooks yet').waitFor();
  });
});
