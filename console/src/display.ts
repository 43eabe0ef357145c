import { Signal } from './api/signal';

const KEY = 'motorpool.display';

export interface Display {
  theme: 'system' | 'light' | 'dark';
  clock: 'locale' | '24' | '12';
  language: 'en';
  /** Shortcuts of a single key can get in the way of speech input, so they can be turned off (WCAG 2.1.4). */
  shortcuts: boolean;
}

const DEFAULTS: Display = { theme: 'system', clock: 'locale', language: 'en', shortcuts: true };

/** How this browser shows the console. It is kept in the browser, because it may differ from device to device. */
export const display = new Signal<Display>(read());

export function changeDisplay(change: Partial<Display>): void {
  display.set({ ...display.get(), ...change });
  localStorage.setItem(KEY, JSON.stringify(display.get()));
  applyTheme();
}

/** Without a choice of the person, the system's scheme counts. */
export function applyTheme(): void {
  const { theme } = display.get();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function read(): Display {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Display>) };
  } catch {
    return DEFAULTS;
  }
}
