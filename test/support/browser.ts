import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { isRequired } from './required.js';

const CHROMIUM = '/usr/bin/chromium';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = join(import.meta.dirname, '..', 'output');

export const SCREENS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
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

  /** What is wrong with the page as it stands, light and dark: by axe, and by its width. Leaves pictures in test/output. */
  async faultsOf(page: Page, name: string): Promise<unknown[]> {
    await page.evaluate(AXE);
    const faults: unknown[] = [];
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await faultsAsItLooks(page, `${name}-${colorScheme}`)));
    }
    return faults;
  }
}

async function faultsAsItLooks(page: Page, name: string): Promise<unknown[]> {
  const { violations, passes } = await page.evaluate<{
    violations: { id: string; nodes: { html: string }[] }[];
    passes: unknown[];
  }>('axe.run()');
  const [wide, room] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [number, number];
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  return [
    ...violations.map(({ id, nodes }) => ({ name, id, nodes: nodes.map(({ html }) => html) })),
    ...(passes.length > 10 ? [] : [{ name, passes: passes.length }]),
    ...(wide > room ? [{ name, wide, room }] : []),
  ];
}
