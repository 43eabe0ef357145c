import type { Page } from 'playwright-core';
import { ConsoleTest } from '../console/support/console.js';
import { describeInBrowser } from '../support/browser.js';

const PEOPLE = 10_000;
const MOST_MS = 300;

const PEOPLE_SQL = `
  INSERT INTO identity.users (id, email, name, phone, reference, state, can_sign_in, email_confirmed_at, verified_at,
                              branch_id, group_ids, roles, version, created_at)
  SELECT gen_random_uuid(), 'user' || n || '@many.example',
         (ARRAY['Ada','Grace','Linus','Mary','Alan','Edsger','Barbara','Ken'])[1 + n % 8] || ' ' ||
           initcap(substr(md5(n::text), 1, 7)) || ' ' || n,
         '+49 30 ' || (1000000 + n), 'R-' || n, 'verified', true, now(), now(), $1, '{}',
         jsonb_build_array(jsonb_build_object('roleId', $2::text, 'branchIds', null)), 1, now()
    FROM generate_series(1, ${PEOPLE}) n`;

/** What people type: names, parts of them, numbers, addresses; common and rare, and never the same twice. */
const typedIn = (round: number): string[] => [
  ...['Ada', 'grace', 'ken', 'mary', 'edsger'].map((name) => `${name} ${round}`),
  `R-47${round}`,
  `10042${round}`,
  `user9${round}`,
  'abcde'.charAt(round - 1),
  `li ${round}`,
];

describeInBrowser()('searching among many people', () => {
  let motorpool: ConsoleTest;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
    await motorpool.app.db.query(PEOPLE_SQL, [branchId, await motorpool.given.roleId('booker')]);
    await motorpool.app.db.query('VACUUM ANALYZE identity.users, identity.directory');
  }, 120_000);
  afterAll(() => motorpool?.stop());

  it(`with ${PEOPLE} people, what was typed is shown within ${MOST_MS} ms at p95`, async () => {
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people?tab=verified', { heading: 'People' });
    await page.getByRole('rowheader').first().waitFor();
    const times: number[] = [];
    // The first round is for a browser and a database that have just started.
    for (let round = 1; round <= 5; round += 1) {
      for (const text of typedIn(round)) {
        const ms = await search(page, text);
        if (round > 1) times.push(ms);
      }
    }
    times.sort((one, other) => one - other);
    const [p50, p95] = [0.5, 0.95].map((share) => Math.round(times[Math.ceil(times.length * share) - 1]!));
    console.log(`search among ${PEOPLE} people, from the last key to the list: p50 ${p50} ms, p95 ${p95} ms`);
    expect(p95).toBeLessThanOrEqual(MOST_MS);
    expect(motorpool.complaints).toEqual([]);
  }, 300_000);
});

/** Types into the search; the milliseconds from the last key to the frame in which the list for it is on the screen. */
async function search(page: Page, text: string): Promise<number> {
  const field = page.getByLabel('Search');
  await field.fill('');
  await page.waitForURL((url) => !url.searchParams.has('q'));
  await page.locator('table[aria-busy=false]').waitFor();
  // The router writes a number in quotes.
  await page.evaluate(`(() => {
    const field = document.querySelector('input[type=search]');
    const isShown = () =>
      window.answered &&
      new URLSearchParams(location.search).get('q')?.replaceAll('"', '') === ${JSON.stringify(text)} &&
      document.querySelector('table[aria-busy=false], .table-frame.message') !== null;
    window.answered = false;
    const observer = new PerformanceObserver((list) => {
      if (list.getEntries().some(({ name }) => name.includes('/api/v1/users?') && name.includes('q='))) window.answered = true;
    });
    observer.observe({ type: 'resource' });
    window.took = new Promise((done) => {
      let last = 0;
      field.addEventListener('input', () => { last = performance.now(); window.answered = false; });
      const look = () => {
        if (!(last && isShown())) return requestAnimationFrame(look);
        requestAnimationFrame(() => { observer.disconnect(); done(performance.now() - last); });
      };
      look();
    });
  })()`);
  await field.pressSequentially(text, { delay: 60 });
  return page.evaluate<number>('window.took');
}
