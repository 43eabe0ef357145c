import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually.js';

const MOST_STEPS = 80;

/** What has the focus, as a screen reader would name it. */
const FOCUSED = `(() => {
  const at = document.activeElement;
  const labelledBy = at.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.innerText);
  const name = at.ariaLabel ?? labelledBy?.join(' ') ?? at.labels?.[0]?.innerText ?? at.innerText ?? '';
  return name.trim().replace(/\\s+/g, ' ');
})()`;

/** Uses a screen by keyboard alone. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  focused(): Promise<string> {
    return this.page.evaluate<string>(FOCUSED);
  }

  /**
   * Presses Tab until something of that name has the focus.
   *
   * @throws Error telling what was passed, where it is not reached
   */
  async tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await this.page.keyboard.press(key);
      const at = await this.focused();
      if (typeof name === 'string' ? at === name : name.test(at)) return;
      passed.push(at);
    }
    throw new Error(`Tab does not lead to ${String(name)}, but to: ${passed.join(' | ')}`);
  }

  /** Waits until something of that name has the focus: a closing layer gives it back a frame later. */
  async holds(name: string): Promise<void> {
    // Not `waitForFunction`: its second look would be an eval, which the page's policy forbids.
    await eventually(`the focus is on ${name}`, async () => (await this.focused()) === name);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      if (key === 'Enter' || key === 'Space') await this.#untilItTakesKeys();
      await this.page.keyboard.press(key);
    }
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** A button at work shows that, and takes no key; a person presses it when it is done. */
  async #untilItTakesKeys(): Promise<void> {
    await eventually('what has the focus takes a key', async () => {
      const isAtWork = await this.page.evaluate<boolean>(`document.activeElement.ariaDisabled === 'true'`);
      return !isAtWork;
    });
  }
}
