import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import type { GivenUser } from '../support/given.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('the mail log', () => {
  let motorpool: ConsoleTest;
  let branchAdmin: GivenUser;
  let booker: GivenUser;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch();
    branchAdmin = await motorpool.given.user(branchId, ['branch_admin']);
    booker = await motorpool.given.user(branchId, ['booker']);
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const mailsIn = async (state: string) => {
    const query = `userId=${booker.id}&template=booking-confirmed&state=${state}`;
    return (await motorpool.app.admin.expect(200, 'GET', `/mails?${query}`)).items;
  };
  /** A mail that could not be delivered, and can be now. */
  const failed = async (): Promise<{ id: string; subject: string }> => {
    const vehicleId = await motorpool.given.vehicle(branchId);
    await booker.client.expect(201, 'POST', '/bookings', await motorpool.given.wish(vehicleId, 3));
    const [mail] = await eventually('the booking was confirmed by mail', async () => {
      const sent = await mailsIn('sent');
      return sent.length > 0 && sent;
    });
    await motorpool.app.db.query(
      `UPDATE notifications.mails SET state = 'failed', sent_at = NULL, last_error = '550 no such mailbox' WHERE id = $1`,
      [mail.id],
    );
    return mail;
  };
  const arrives = ({ id }: { id: string }) =>
    eventually('it arrived', async () => (await mailsIn('sent')).some((mail: { id: string }) => mail.id === id));

  it('NO-3: a failed mail is found by its state and sent again', async () => {
    const mail = await failed();
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/settings/connections?tab=mails', { heading: 'Connections' });
    await page
      .getByRole('row')
      .filter({ hasText: '550 no such mailbox' })
      .locator('.badge', { hasText: 'Failed' })
      .waitFor();
    expect(await look(page, 'connections-mails')).toEqual([]);
    await page.getByLabel('State').selectOption('Failed');
    await page.waitForURL('**/app/settings/connections?tab=mails&state=failed');
    await page.locator('.badge', { hasText: 'Sent' }).first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: `Send again: ${mail.subject}, to ${booker.email}` }).click();
    await page.getByText('is being sent again.').waitFor();
    await page.getByText('No email is in this state.').waitFor();
    await arrives(mail);
    expect(await look(page, 'connections-mails-none')).toEqual([]);
  });

  it('RP-13: who looks after the mail of a branch finds it here, and nothing else of Connections', async () => {
    const page = await motorpool.open(branchAdmin);
    await motorpool.visit(page, '/app/settings/connections', { heading: 'Connections' });
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Emails']);
    await page.goto(`${motorpool.app.origin}/app/settings/connections?tab=clients`);
    await page.getByText('Your roles do not include this screen.').waitFor();
  });

  it('the same by keyboard alone', async () => {
    const mail = await failed();
    const page = await motorpool.open(branchAdmin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/settings/connections?state=failed', { heading: 'Connections' });
    await keyboard.tabTo(/^Send again: /);
    await keyboard.press('Enter');
    await page.getByText('No email is in this state.').waitFor();
    await keyboard.holds('Connections');
    await arrives(mail);
  });
});
