import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('Settings: reasons, policies, approval flows and custom fields', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let booker: Awaited<ReturnType<ConsoleTest['given']['user']>>;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch();
    booker = await motorpool.given.user(branchId, ['booker']);
    await motorpool.given.user(branchId, ['booking_approver']);
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = async (section: string, heading: string): Promise<Page> => {
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, `/app/settings?section=${section}`, { heading: 'Settings' });
    await page.getByRole('heading', { level: 2, name: heading }).waitFor();
    return page;
  };
  const bookingOf = async (fields: object, hours = 1) => {
    const vehicleId = await motorpool.given.vehicle(branchId, fields);
    return { ...(await motorpool.given.wish(vehicleId, 1, hours)) };
  };

  it('BK-6: a reason is made, disabled, and then hidden from bookers', async () => {
    const page = await visit('reasons', 'Booking reasons');
    await page.getByRole('button', { name: 'Add reason' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add reason' });
    await sheet.getByLabel('Name').fill('Site visit');
    await sheet.getByLabel('Category').selectOption('Business');
    await sheet.getByRole('button', { name: 'Add reason' }).click();
    await page.getByRole('rowheader', { name: 'Site visit' }).waitFor();
    const namesForBooker = async () =>
      (await booker.client.expect(200, 'GET', '/booking-reasons')).items.map(({ name }: { name: string }) => name);
    expect(await namesForBooker()).toContain('Site visit');
    await page.getByRole('button', { name: 'Edit Site visit' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByText('Site visit is hidden for new bookings.').waitFor();
    expect(await namesForBooker()).not.toContain('Site visit');
    await page.getByRole('button', { name: 'Edit Business' }).click();
    await page.getByText('This reason is built in.').waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).count()).toBe(0);
  });

  it('BK-5: a policy is made in words, and a booking that breaks it is refused', async () => {
    motorpool.provokes(422);
    const page = await visit('policies', 'Booking policies');
    await page.getByRole('button', { name: 'Add policy' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add policy' });
    await sheet.getByLabel('Name').fill('Short trips');
    await sheet.getByLabel('Longest booking', { exact: false }).first().fill('2');
    await sheet.getByLabel('Shortest booking', { exact: false }).first().fill('3');
    await sheet.getByLabel('Monday').check();
    await sheet.getByLabel('Friday').check();
    await sheet.getByLabel('Only during certain hours').check();
    await sheet.getByLabel('To', { exact: true }).fill('24:00');
    await sheet.getByLabel('To', { exact: true }).fill('2000');
    await sheet.getByRole('button', { name: 'Add policy' }).click();
    await sheet.getByText('must not be less than minMinutes').waitFor();
    await sheet.getByLabel('Shortest booking', { exact: false }).first().fill('');
    await sheet.getByRole('button', { name: 'Add policy' }).click();
    await page.getByRole('cell', { name: 'At most 2 hours long; from 08:00 to 20:00; on Monday and Friday' }).waitFor();
    const { items } = await motorpool.app.admin.expect(200, 'GET', '/booking-policies');
    const policy = items.find(({ name }: { name: string }) => name === 'Short trips');
    expect(policy).toMatchObject({ maxMinutes: 120, weekdays: [1, 5], hours: { from: '08:00', to: '20:00' } });
    const refused = await booker.client.post('/bookings', await bookingOf({ policyId: policy.id }, 3));
    expect(refused.body.code).toBe('policy_violated');
    expect(JSON.stringify(refused.body)).toContain('too_long');

    await page.getByRole('button', { name: 'Edit Short trips' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit Short trips' });
    await edit.getByLabel('Monday').uncheck();
    await edit.getByLabel('Friday').uncheck();
    await edit.getByLabel('Only during certain hours').uncheck();
    await edit.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('cell', { name: 'At most 2 hours long', exact: true }).waitFor();
    await booker.client.expect(201, 'POST', '/bookings', await bookingOf({ policyId: policy.id }, 1));
  });

  it('AP-1: a flow with two steps and a second person is made, and a long booking waits for it', async () => {
    const page = await visit('flows', 'Approval flows');
    await page.getByRole('button', { name: 'Add approval flow' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add approval flow' });
    await sheet.getByLabel('Name', { exact: true }).fill('Long trips');
    await sheet.getByLabel('Always', { exact: true }).uncheck();
    await sheet
      .getByLabel(/^It is longer than/)
      .first()
      .fill('4');
    await sheet.getByRole('button', { name: 'Add step' }).click();
    await sheet.getByLabel('Name of step 2').fill('Fleet manager');
    await sheet.getByLabel('Always ask a second person').check();
    await sheet.getByRole('button', { name: 'Add approval flow' }).click();
    await page.getByRole('cell', { name: 'If longer than 4 hours' }).waitFor();
    await page.getByRole('cell', { name: 'Approval → Fleet manager, always a second person' }).waitFor();
    const { items } = await motorpool.app.admin.expect(200, 'GET', '/approval-flows');
    const flow = items.find(({ name }: { name: string }) => name === 'Long trips');
    expect(flow).toMatchObject({ conditions: { longerThanMinutes: 240 }, requireSecondPerson: true });
    const long = await booker.client.expect(201, 'POST', '/bookings', await bookingOf({ approvalFlowId: flow.id }, 5));
    const short = await booker.client.expect(201, 'POST', '/bookings', await bookingOf({ approvalFlowId: flow.id }, 1));
    expect([long.state, short.state]).toEqual(['pending', 'confirmed']);
  });

  it('BK-1: a custom field is made required, and a booking without it is refused', async () => {
    const page = await visit('fields', 'Custom fields');
    await page.getByRole('button', { name: 'Add field' }).click();
    await page.getByLabel('Label of field 1').fill('Project number');
    await page.getByLabel('Field 1 is required').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The custom fields were saved.').waitFor();
    const { customFields } = await motorpool.app.admin.expect(200, 'GET', '/organisation');
    expect(customFields).toEqual([{ key: 'field_1', label: 'Project number', required: true }]);
    const wish = await bookingOf({});
    const refused = await booker.client.post('/bookings', wish);
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'customFields.field_1']);
    await booker.client.expect(201, 'POST', '/bookings', { ...wish, customFields: { field_1: 'P-7' } });
    await page.getByRole('button', { name: 'Remove field 1' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('No custom fields yet.').waitFor();
    await eventually('the field is removed', async () => {
      const organisation = await motorpool.app.admin.expect(200, 'GET', '/organisation');
      return organisation.customFields.length === 0;
    });
  });

  it('by keyboard alone: a reason is made, a policy, a flow and a field', async () => {
    for (const [section, heading, add, name] of [
      ['reasons', 'Booking reasons', 'Add reason', 'Key reason'],
      ['policies', 'Booking policies', 'Add policy', 'Key policy'],
      ['flows', 'Approval flows', 'Add approval flow', 'Key flow'],
    ] as const) {
      const page = await visit(section, heading);
      const keyboard = new Keyboard(page);
      await keyboard.tabTo(add);
      await keyboard.press('Enter');
      await page.getByRole('dialog', { name: add }).waitFor();
      await keyboard.tabTo('Name');
      await keyboard.type(name);
      await keyboard.press('Enter');
      await page.getByRole('rowheader', { name }).waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    const page = await visit('fields', 'Custom fields');
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Add field');
    await keyboard.press('Enter');
    await keyboard.tabTo('Label of field 1', 'Shift+Tab');
    await keyboard.type('Cost code');
    await keyboard.press('Enter');
    await page.getByText('The custom fields were saved.').waitFor();
    await motorpool.app.admin.expect(200, 'PATCH', '/organisation', { customFields: [] });
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    await motorpool.given.policy({
      maxMinutes: 480,
      minNoticeMinutes: 60,
      bufferMinutes: 15,
      weekdays: [1, 2, 3, 4, 5],
    });
    await motorpool.given.flow({ personalUse: true, outsideHours: { from: '08:00', to: '18:00' } });
    const faults: unknown[] = [];
    for (const [section, heading, open] of [
      ['reasons', 'Booking reasons', 'Add reason'],
      ['policies', 'Booking policies', 'Add policy'],
      ['flows', 'Approval flows', 'Add approval flow'],
      ['fields', 'Custom fields', 'Add field'],
    ] as const) {
      const page = await visit(section, heading);
      await page.getByRole('button', { name: open }).waitFor();
      if (section !== 'fields') faults.push(...(await look(page, `settings-${section}`)));
      await page.getByRole('button', { name: open }).click();
      if (section === 'flows') await page.getByLabel('Always', { exact: true }).uncheck();
      faults.push(...(await look(page, `settings-${section}-new`)));
      await page.context().close();
    }
    expect(faults).toEqual([]);
  });
});
