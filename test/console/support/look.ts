import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { AXE, COLOURS, PICTURES } from '../../support/browser.js';
import { takeScreenshot } from '../../support/screenshot.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
/** What React Aria has just read out stays here for some seconds; by then what it named may be gone from the screen. */
const READ_OUT = '[data-live-announcer]';
const NARROWEST = { width: 320, height: 640 };
const LONGEST_FRAME_MS = 2_000;

export interface LookOptions {
  /**
   * There is so much of the same that axe takes a minute for it: it looks once, wide and light. Only where the same test looks
   * in every way at fewer things, with one of each kind among them.
   */
  isVast?: boolean;
  /** For what one of the two does not have, such as the phone's bar. */
  only?: keyof typeof WIDTHS;
  /**
   * A list of a combobox or a menu is open. It lies outside the landmarks while it is, and the rest of the page is hidden
   * from screen readers with the focus still in it: axe objects to both, although neither can be met by anybody. Only for
   * that state.
   */
  isListOpen?: boolean;
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  passes: unknown[];
}

/**
 * What is wrong with a screen as it stands: by axe (WCAG 2.2 AA and best practices), light and dark, as wide as a desktop
 * and as a phone; and what runs over the edge at 320 px. Leaves a picture of each in test/output.
 */
export async function look(
  page: Page,
  name: string,
  { isListOpen, isVast, only }: LookOptions = {},
): Promise<unknown[]> {
  const before = page.viewportSize()!;
  const disabled = isListOpen ? { 'aria-hidden-focus': { enabled: false }, region: { enabled: false } } : {};
  const touch = await page.context().newCDPSession(page);
  const faults: unknown[] = [];
  // React Aria names a button that has finished to screen readers for seven seconds, also where the button is gone by then.
  await page.evaluate(`for (const said of document.querySelectorAll('${READ_OUT} [role=img]')) said.remove()`);
  await page.evaluate(AXE);
  for (const [screen, size] of Object.entries(WIDTHS)) {
    if (only && only !== screen) continue;
    await touch.send('Emulation.setTouchEmulationEnabled', { enabled: screen === 'phone' });
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      const picture = `console-${name}-${screen}-${colorScheme}`;
      await page.emulateMedia({ colorScheme });
      await settle(page);
      // A sheet or a dialog covers what is in sight, and not what is further down.
      const isCovered = (await page.locator('.overlay').count()) > 0;
      await takeScreenshot(page, { path: join(PICTURES, `${picture}.png`), fullPage: !isCovered });
      if (isVast && picture !== `console-${name}-desktop-light`) continue;
      const context = { exclude: [READ_OUT] };
      // The dark scheme differs by its colours alone.
      const isLight = colorScheme === 'light';
      const options = isLight ? { runOnly: TAGS, rules: disabled } : { runOnly: COLOURS };
      const { violations, passes } = await page.evaluate<AxeResult>(
        `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`,
      );
      // Whether axe looked at all is told by the first; of colours over a veil it passes nothing and objects to nothing.
      if (isLight && passes.length < 10) faults.push({ picture, passes: passes.length });
      for (const { id, nodes } of violations) faults.push({ picture, id, nodes: nodes.map(({ html }) => html) });
    }
  }
  await page.setViewportSize(NARROWEST);
  await settle(page);
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  if (wide > NARROWEST.width) faults.push({ name, wide });
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
  await settle(page);
  await touch.detach();
  return faults;
}

/**
 * Two frames: what follows from a new size or scheme is laid out and painted. Chromium without a screen may draw none for long
 * where nothing is left to change; the picture that comes next makes it draw.
 */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(`new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
    setTimeout(done, ${LONGEST_FRAME_MS});
  }).then(() => undefined)`);
