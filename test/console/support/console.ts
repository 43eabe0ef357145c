import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ADMIN, type TestApp, startApp } from '../../support/app.js';
import { launchChromium, PICTURES } from '../../support/browser.js';
import type { Client } from '../../support/client.js';
import { Given } from '../../support/given.js';

const MOST_REQUESTS = 5;

export interface VisitOptions {
  /** The level-one heading that the screen has. */
  heading: string;
}

/** The real service, and a real Chromium that complains about everything that should not happen. */
export class ConsoleTest {
  /** What went wrong in any page since it was last asked for: `expect(console.complaints.splice(0)).toEqual([])`. */
  readonly complaints: string[] = [];
  readonly given: Given;
  /** Statuses that the test provokes; a browser reports each refusal as an error. */
  #provoked: number[] = [];
  readonly #requests = new WeakMap<Page, string[]>();

  private constructor(
    readonly app: TestApp,
    private readonly browser: Browser,
  ) {
    this.given = new Given(app);
  }

  static async start(settings?: Record<string, string>): Promise<ConsoleTest> {
    mkdirSync(PICTURES, { recursive: true });
    const app = await startApp(settings);
    return new ConsoleTest(app, await launchChromium());
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.app.stop();
  }

  /** Closes every page and tells what went wrong in them, each thing once: for `afterEach`. */
  async finish(): Promise<string[]> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    this.#provoked = [];
    return [...new Set(this.complaints.splice(0))];
  }

  /** Refusals with these statuses are what the test is about, and no complaint. */
  provokes(...statuses: number[]): void {
    this.#provoked = statuses;
  }

  /** A page of a browser in which this person is signed in; without a person, nobody is. */
  async open(person?: { client: Client }, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      ...options,
    });
    if (person) await context.addCookies([cookieOf(person.client, this.app.origin)]);
    const page = await context.newPage();
    // Sooner than the test's own time is up: the failure then says what was waited for.
    page.setDefaultTimeout(20_000);
    await page.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
      console.error('CSP: ' + event.effectiveDirective + ' blocked ' + event.blockedURI))`);
    this.#listen(page);
    return page;
  }

  /** The bootstrap administrator. */
  get admin(): { client: Client; email: string; password: string } {
    return { client: this.app.admin, ...ADMIN };
  }

  /** Signs in as people do, by the form; ends where `next` leads. */
  async signIn(page: Page, email: string, password: string, next = '/app'): Promise<void> {
    await page.goto(`${this.app.origin}/sign-in?next=${encodeURIComponent(next)}`);
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(this.app.origin + next);
  }

  /**
   * Opens a screen by its address and waits until it is there.
   *
   * @throws Error if it needed more than five requests to show itself
   */
  async visit(page: Page, path: string, options: VisitOptions): Promise<void> {
    const sent = await this.count(page, path, options);
    if (sent.length > MOST_REQUESTS) throw new Error(`${path} sent ${sent.length} requests:\n${sent.join('\n')}`);
  }

  /** Opens a screen and tells what it asked of the service to show itself. */
  async count(page: Page, path: string, { heading }: VisitOptions): Promise<string[]> {
    const sent: string[] = [];
    this.#requests.set(page, sent);
    await page.goto(this.app.origin + path);
    await page.getByRole('heading', { level: 1, name: heading, exact: true, includeHidden: true }).waitFor();
    await page.waitForLoadState('networkidle');
    return [...sent];
  }

  #listen(page: Page): void {
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      const isProvoked = this.#provoked.some((status) => message.text().includes(`status of ${status}`));
      if (!isProvoked) this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.stack}`));
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      // A photo is loaded as a picture, once the screen is there.
      if (request.resourceType() === 'image') return;
      if (pathname.startsWith('/api/')) this.#requests.get(page)?.push(`${request.method()} ${pathname}${search}`);
    });
  }
}

function cookieOf({ cookie }: Client, url: string) {
  const [name, ...value] = cookie.split('=');
  return { name: name!, value: value.join('='), url, httpOnly: true };
}
