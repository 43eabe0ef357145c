import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { pending } from '../support/scene.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';
import { until } from './support/people.js';

const REASON = 'We do not know you. Please ask your manager first.';

describeInBrowser()('rejecting a registration', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  const isRejected = async (id: string, email: string) => {
    expect(await motorpool.app.admin.expect(200, 'GET', `/users/${id}`)).toMatchObject({ state: 'rejected' });
    await eventually('the reason is mailed', async () =>
      motorpool.app.mail.mails.some(({ recipients, text }) => recipients.includes(email) && text.includes(REASON)),
    );
  };

  it('ID-3: a reason is needed, is mailed, and the person is listed as rejected', async () => {
    const { id, email } = await pending(motorpool.given, branchId, { name: 'Rae Rejected' });
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page
      .getByRole('row', { name: /Rae Rejected/ })
      .getByRole('button', { name: 'Review' })
      .click();
    const sheet = page.getByRole('dialog', { name: 'Review Rae Rejected' });
    await sheet.getByRole('button', { name: 'Reject' }).click();
    await sheet.getByText('Enter a reason.').waitFor();
    await until(page, `document.activeElement?.tagName === 'TEXTAREA'`);
    expect(await look(page, 'people-reject')).toEqual([]);
    await sheet.getByLabel('Reason').fill(REASON);
    await sheet.getByRole('button', { name: 'Reject' }).click();
    await page.getByText('Rae Rejected was rejected.').waitFor();
    await page.getByText('No one is waiting').waitFor();
    await isRejected(id, email);
    await page.getByRole('tab', { name: 'Rejected' }).click();
    await page.getByRole('rowheader', { name: 'Rae Rejected' }).waitFor();
    await page.context().close();
  });

  it('can be done by keyboard alone', async () => {
    const { id, email } = await pending(motorpool.given, branchId, { name: 'Kim Keyboard' });
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByRole('rowheader', { name: 'Kim Keyboard' }).waitFor();
    await keyboard.tabTo('Review');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Review Kim Keyboard' }).getByLabel('Booker', { exact: true }).waitFor();
    await keyboard.tabTo('Reason');
    await keyboard.type(REASON);
    await keyboard.tabTo('Reject');
    await keyboard.press('Enter');
    await page.getByText('No one is waiting').waitFor();
    await until(page, `document.activeElement?.tagName === 'H1'`);
    await isRejected(id, email);
    await page.context().close();
  });
});
