import type { Locator, Page } from 'playwright-core';

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
