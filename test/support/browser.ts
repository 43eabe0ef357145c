import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { takeScreenshot } from './screenshot.js';
import { isRequired } from './required.js';

const CHROMIUM = '/usr/bin/chromium';
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const PICTURES = join(import.meta.dirname, '..', 'output');

/** The rules of axe that look at colours. */
export const COLOURS = ['color-contrast', 'link-in-text-block'];

export const SCREENS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

/** `describe` where there is a Chromium, or where CI says that there must be one. */
export function describeInBrowser(): typeof describe | typeof describe.skip {
  if (existsSync(CHROMIUM)) return describe;
  if (isRequired('chromium')) throw new Error(`MOTORPOOL_REQUIRE names chromium, and there is no ${CHROMIUM}.`);
  console.warn(`There is no ${CHROMIUM}: the pages are not looked at in a browser.`);
  return describe.skip;
}

export function launchChromium(): Promise<Browser> {
  const quiet = ['quic', 'background-networking', 'component-update', 'sync'].map((part) => `--disable-${part}`);
  return chromium.launch({ executablePath: CHROMIUM, chromiumSandbox: false, args: quiet });
}

/** Chromium, and what it complained about: blocked by the policy, not found, a script that failed. */
export class TestBrowser {
  readonly complaints: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly answers: readonly number[],
  ) {}

  /** @param answers the statuses that pages are meant to be answered with, which the console calls failures to load */
  static async launch(answers: readonly number[] = [401, 403, 410, 422]): Promise<TestBrowser> {
    mkdirSync(PICTURES, { recursive: true });
    return new TestBrowser(await launchChromium(), answers);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** A page of a browser that nobody has used before. */
  async open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await this.browser.newContext(options)).newPage();
    page.on('console', (message) => {
      const isAnswer = this.answers.some((status) => message.text().includes(`status of ${status}`));
      if (['error', 'warning'].includes(message.type()) && !isAnswer) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('requestfailed', (request) => this.complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
    return page;
  }

  /**
   * What is wrong with the page as it stands, dark and light: by axe, and by its width. The two differ by colours alone, so
   * that the second look is at those. Leaves pictures in test/output.
   */
  async faultsOf(page: Page, name: string): Promise<unknown[]> {
    await page.evaluate(AXE);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await faultsAsItLooks(page, `${name}-dark`, { passes: 10 });
    await page.emulateMedia({ colorScheme: 'light' });
    return [...dark, ...(await faultsAsItLooks(page, `${name}-light`, { runOnly: COLOURS, passes: 0 }))];
  }

  /**
   * The same of each page that the browser is led to, also at the width of a small phone.
   *
   * @returns what is wrong, and the status of each page by its name
   */
  async faultsOfEach(
    page: Page,
    pages: AsyncIterable<[name: string, status: number]>,
    as: { name: string; screen: string },
  ): Promise<[faults: unknown[], statuses: Record<string, number>]> {
    const faults: unknown[] = [];
    const statuses: Record<string, number> = {};
    for await (const [name, status] of pages) {
      statuses[name] = status;
      faults.push(...(await this.faultsOf(page, `${as.name}-${name}-${as.screen}`)));
      // A sign of success stands on no page that tells of a failure.
      if (status >= 400 && (await page.locator('.notice-done').count()) > 0) faults.push(`${name} shows a tick`);
      await page.setViewportSize({ width: 320, height: 640 });
      if (await page.evaluate<boolean>('document.documentElement.scrollWidth > 320'))
        faults.push(`${name} is too wide`);
      await page.setViewportSize(SCREENS[as.screen]!.viewport!);
    }
    return [faults, statuses];
  }
}

/** @param options what axe is to look at; more rules than `passes` must have had something to look at */
async function faultsAsItLooks(
  page: Page,
  name: string,
  { passes: least, ...options }: { passes: number; runOnly?: string[] },
): Promise<unknown[]> {
  const { violations, passes } = await page.evaluate<{
    violations: { id: string; nodes: { html: string }[] }[];
    passes: unknown[];
  }>(`axe.run(${JSON.stringify(options)})`);
  const [wide, room] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [number, number];
  await takeScreenshot(page, { path: join(PICTURES, `${name}.png`), fullPage: true });
  return [
    ...violations.map(({ id, nodes }) => ({ name, id, nodes: nodes.map(({ html }) => html) })),
    ...(passes.length > least ? [] : [{ name, passes: passes.length }]),
    ...(wide > room ? [{ name, wide, room }] : []),
  ];
}
