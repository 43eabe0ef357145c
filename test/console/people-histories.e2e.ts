import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { pending, type Registered } from '../support/scene.js';
import { ConsoleTest } from './support/console.js';
import { look } from './support/look.js';
import { choose, chooseByKeyboard, showPerson, until } from './support/people.js';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}/;

describeInBrowser()('the four histories of a person (ID-16)', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let admin: GivenUser;
  let nora: Registered;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { given } = motorpool;
    branchId = await given.branch({ name: 'Auckland Harbour', timeZone: 'Pacific/Auckland' });
    const groups = { name: 'Night shift', branchIds: [branchId] };
    const { id: groupId } = await motorpool.app.admin.expect(201, 'POST', '/groups', groups);
    admin = await given.user(branchId, ['organisation_admin'], { name: 'Ada Admin' });
    nora = await pending(given, branchId, { name: 'Nora New' });
    const { client } = admin;
    const roles = [{ roleId: await given.roleId('booker') }];
    await client.expect(200, 'POST', `/users/${nora.id}/approval`, { branchId, roles, groupIds: [groupId] });
    await client.expect(200, 'PATCH', `/users/${nora.id}`, { name: 'Nora Newer', phone: '+64 9 1' });
    await client.expect(200, 'POST', `/users/${nora.id}/suspension`);
    await client.expect(200, 'DELETE', `/users/${nora.id}/suspension`);
    await motorpool.app.anyone().post('/session', { email: nora.email, password: 'certainly not this one' });
    await client.expect(201, 'POST', '/vehicles', {
      ...{ branchId, name: 'Blue van', registration: 'HISTORY1', kind: 'van', seats: 3 },
    });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  /** What a person reads; the ids and the JSON that they would not understand are not in it. */
  async function read(page: Page, title: string): Promise<string> {
    const sheet = page.getByRole('dialog', { name: title });
    await sheet.getByText('Times are in New Zealand').waitFor();
    await sheet.locator('.history, table[aria-busy=false]').waitFor();
    await page.waitForLoadState('networkidle');
    const text = await sheet.innerText();
    expect(text).not.toMatch(ID);
    expect(text).not.toMatch(/[{}[\]]/);
    return text;
  }

  it('changes to this person: who, what, before and after, in words', async () => {
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Nora Newer');
    await choose(page, 'Nora Newer', 'Changes to this person');
    const text = await read(page, 'Changes to Nora Newer');
    for (const words of ['Approved', 'Edited', 'Suspended', 'Restored', 'Email confirmed', 'by Ada Admin']) {
      expect(text).toContain(words);
    }
    for (const words of ['Night shift', 'Booker', 'Nora New', 'Nora Newer', '+64 9 1', 'Pending', 'Verified']) {
      expect(text).toContain(words);
    }
    expect(await look(page, 'people-changes-to')).toEqual([]);
    await page.context().close();
  });

  it('changes by this person: of which people and things', async () => {
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Ada Admin');
    await choose(page, 'Ada Admin', 'Changes by this person');
    const text = await read(page, 'Changes by Ada Admin');
    for (const words of ['Person · Nora Newer', 'Vehicle · Blue van', 'HISTORY1', 'Auckland Harbour']) {
      expect(text).toContain(words);
    }
    expect(await look(page, 'people-changes-by')).toEqual([]);
    await page.context().close();
  });

  it('sign-ins: when, how, with what outcome', async () => {
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Nora Newer');
    await choose(page, 'Nora Newer', 'Sign-in history');
    const text = await read(page, 'Sign-ins of Nora Newer');
    expect(text).toContain('Wrong password');
    expect(await look(page, 'people-sign-ins')).toEqual([]);
    await page.context().close();
  });

  it('emails: subject, when, and whether it was sent', async () => {
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Nora Newer');
    await choose(page, 'Nora Newer', 'Email history');
    const text = await read(page, 'Emails to Nora Newer');
    expect(text).toContain('Sent');
    expect(text).toContain(nora.email);
    expect(await look(page, 'people-emails')).toEqual([]);
    await page.context().close();
  });

  it('a long history is read page by page', async () => {
    await motorpool.app.db.query(
      `INSERT INTO platform.audit_entries (id, at, actor_id, subject_type, subject_id, action, changes)
       SELECT (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000')::uuid, now() - interval '1 year', $2, 'User', $1,
              'changed', jsonb_build_array(jsonb_build_object('field', 'reference', 'before', n, 'after', n + 1))
         FROM generate_series(1, 60) n`,
      [nora.id, admin.id],
    );
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Nora Newer');
    await choose(page, 'Nora Newer', 'Changes to this person');
    const sheet = page.getByRole('dialog', { name: 'Changes to Nora Newer' });
    await sheet.getByRole('button', { name: 'Load more' }).click();
    await sheet.getByRole('button', { name: 'Load more' }).waitFor({ state: 'detached' });
    expect(await sheet.getByRole('listitem').count()).toBeGreaterThan(60);
    await page.context().close();
  });

  it('each opens and closes by keyboard alone, and the focus comes back', async () => {
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Nora Newer');
    const titles = [
      [/^Sign-in history/, 'Sign-ins of Nora Newer'],
      [/^Changes by/, 'Changes by Nora Newer'],
      [/^Changes to/, 'Changes to Nora Newer'],
      [/^Email history/, 'Emails to Nora Newer'],
    ] as const;
    for (const [entry, title] of titles) {
      const keyboard = await chooseByKeyboard(page, entry);
      await page.getByRole('dialog', { name: title }).getByText('Times are in').waitFor();
      await keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await until(page, `document.activeElement?.getAttribute('aria-label') === 'More'`);
      await keyboard.press('Shift+Tab');
    }
    await page.context().close();
  });
});
