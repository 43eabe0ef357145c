import type { Page } from 'playwright-core';
import { ConsoleTest } from './console.js';

/** Days ahead as the board's address names them, in UTC: the branches of these tests keep UTC. */
export const dateAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const at = (date: string, time: string): string => `${date}T${time}:00.000Z`;

export async function visitBoard(motorpool: ConsoleTest, page: Page, search: string): Promise<void> {
  await motorpool.visit(page, `/app/board${search}`, { heading: 'Board' });
  await page.getByRole('grid').waitFor();
}

/** The cells of a vehicle's row by what a screen reader says of them. */
export async function cellsOf(page: Page, vehicle: string): Promise<string[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: vehicle }) });
  return row.locator('[data-cell]').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''));
}
