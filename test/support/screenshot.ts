import { setTimeout as sleep } from 'node:timers/promises';
import { errors, type Page, type PageScreenshotOptions } from 'playwright-core';

/** On a busy machine a picture takes two seconds. */
const LONGEST_MS = 15_000;
const TRIES = 3;
const A_FEW_FRAMES_MS = 250;

/**
 * Takes a picture of the page as it stands. Chromium without a screen now and then stops drawing frames for a page where
 * nothing moves, and a picture waits for a frame: it is woken then, and asked again.
 *
 * @throws what Chromium answered, or that it took too long three times
 */
export async function takeScreenshot(page: Page, options: PageScreenshotOptions): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await page.screenshot({ timeout: LONGEST_MS, ...options });
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || tries === TRIES) throw error;
      console.warn(`Chromium drew nothing for ${LONGEST_MS / 1000} s, and is woken: ${options.path}`);
      await wake(page);
    }
  }
}

/** A film of the page and another size each make Chromium draw; the page is left as it was. */
async function wake(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 1 });
  await sleep(A_FEW_FRAMES_MS);
  await session.send('Page.stopScreencast');
  await session.detach();
  const size = page.viewportSize()!;
  await page.setViewportSize({ ...size, height: size.height + 1 });
  await page.setViewportSize(size);
}
