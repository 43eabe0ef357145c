import { report } from './table.js';

const BOOKINGS = ['session', 'day', 'create', 'events', 'availability', 'lists', 'board', 'feed', 'csv', 'reports'];
/** What `npm run bench` runs, in this order; `npm run bench -- NAME …` runs those alone. */
const ALONE: Record<string, () => Promise<unknown>> = {
  worst: () => import('./worst.js'),
  access: () => import('./access.js'),
  'sign-in': () => import('./sign-in.js'),
  people: () => import('./people.js'),
  approvals: () => import('./approvals.js'),
  mail: () => import('./mail.js'),
  tokens: () => import('./tokens.js'),
  screens: () => import('./screens.js'),
  footprint: () => import('./footprint.js'),
};

const all = [...BOOKINGS, ...Object.keys(ALONE)];
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !all.includes(name));
if (unknown) throw new Error(`${unknown} is no part; there are ${all.join(', ')}.`);
const wanted = asked.length > 0 ? asked : all;

/** One part that fails keeps none of the others from being measured. */
const failed: string[] = [];
async function attempt(name: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    failed.push(name);
    console.error(`${name} failed:`, error);
  }
}

const bookings = wanted.filter((name) => BOOKINGS.includes(name));
if (bookings.length > 0) {
  const { measureBookings } = await import('./bookings.js');
  await attempt('bookings', () => measureBookings(bookings, attempt));
}
for (const [name, run] of Object.entries(ALONE)) if (wanted.includes(name)) await attempt(name, run);

const met = report();
if (failed.length > 0) console.log(`Could not be measured: ${failed.join(', ')}.`);
process.exitCode = met && failed.length === 0 ? 0 : 1;
