import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually.js';
import type { ConsoleTest } from './console.js';
import { Keyboard } from './keyboard.js';

const MOST_ENTRIES = 20;

/** The screen of people with somebody's row in it. */
export async function showPerson(motorpool: ConsoleTest, page: Page, name: string): Promise<void> {
  await motorpool.visit(page, `/app/people?tab=all&q=${encodeURIComponent(name)}`, { heading: 'People' });
  await page.getByRole('rowheader', { name }).waitFor();
}

export const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

/** Opens the menu of somebody's row and chooses an entry. */
export async function choose(page: Page, name: string, entry: string | RegExp): Promise<void> {
  await rowOf(page, name).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** The entries that somebody's menu has. */
export async function entriesOf(page: Page, name: string): Promise<string[]> {
  await rowOf(page, name).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menu').waitFor();
  const entries = await page.getByRole('menuitem').allInnerTexts();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  return entries.map((entry) => entry.replace(/\s+/g, ' ').trim());
}

/** The same by keyboard alone, where one person is listed. */
export async function chooseByKeyboard(page: Page, entry: RegExp): Promise<Keyboard> {
  const keyboard = new Keyboard(page);
  await keyboard.tabTo('More');
  await keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await focusEntry(page, keyboard, entry);
  await keyboard.press('Enter');
  return keyboard;
}

async function focusEntry(page: Page, keyboard: Keyboard, entry: RegExp): Promise<void> {
  await until(page, `document.activeElement?.closest('[role=menu]')`);
  for (let step = 0; step < MOST_ENTRIES; step += 1) {
    if (entry.test(await keyboard.focused())) return;
    await keyboard.press('ArrowDown');
  }
  throw new Error(`The menu has no entry ${String(entry)}.`);
}

/** Waits until the service says that somebody is in this state. */
export async function becomes(motorpool: ConsoleTest, id: string, state: string): Promise<void> {
  await eventually(`${id} is ${state}`, async () => {
    const person = await motorpool.app.admin.expect(200, 'GET', `/users/${id}`);
    return person.state === state;
  });
}

/** Waits until an expression is true in the page, without the `eval` that the page's policy forbids. */
export const until = (page: Page, expression: string): Promise<unknown> =>
  eventually(expression, () => page.evaluate<boolean>(`Boolean(${expression})`));

/** The focus is on something that is there, and not lost on the page. */
export const focusIsKept = (page: Page) =>
  until(page, 'document.activeElement && document.activeElement !== document.body');
