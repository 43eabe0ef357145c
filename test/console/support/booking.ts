import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually.js';
import type { Keyboard } from './keyboard.js';

export const ADDRESS = (search: Record<string, string>): string => `/app/book?${new URLSearchParams(search)}`;

/** The sheet that books, once its vehicle is known. */
export async function sheetOf(page: Page, vehicle: string): Promise<Locator> {
  const sheet = page.getByRole('dialog', { name: `Book ${vehicle}`, exact: true });
  await sheet.getByLabel('Reason', { exact: true }).waitFor();
  return sheet;
}

export const reasonIn = (sheet: Locator, name = 'Business') =>
  sheet.getByLabel('Reason', { exact: true }).selectOption(name);

/** The badge that says what became of a booking; its sign is not read out. */
export const stateIn = (drawer: Locator, state: string): Locator =>
  drawer.locator('.badge').filter({ hasText: new RegExp(`${state}$`) });

export const confirm = (sheet: Locator) => sheet.getByRole('button', { name: 'Confirm booking' }).click();

/** An hour in UTC, some days ahead. */
export function at(daysAhead: number, hour: number): string {
  const date = new Date(Date.now() + daysAhead * 86_400_000);
  date.setUTCHours(hour, 0, 0, 0);
  return date.toISOString();
}

/** Chooses in a field that finds by typing. */
export async function pick(page: Page, field: Locator, name: string): Promise<void> {
  await field.fill(name);
  await page
    .getByRole('option', { name: new RegExp(`^${name}\\b`) })
    .first()
    .click();
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

/** The same by keyboard alone, in the field that has the focus: the list also shows others until the answer is there. */
export async function pickByKeyboard(page: Page, keyboard: Keyboard, name: string): Promise<void> {
  await keyboard.type(name);
  await eventually(`${name} is offered, and nothing else`, async () => {
    const offered = await page.getByRole('option').allInnerTexts();
    return offered.length === 1 && offered[0]!.startsWith(name);
  });
  await keyboard.press('ArrowDown', 'Enter');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}
