import type { Gauge } from 'prom-client';
import { KeptAnswer } from './kept-answer.js';

const EVERY_MS = 5_000;

/** Gauges that are filled by a query now and then: a scrape waits only briefly for it, and never starts a second one. */
export class Reading {
  readonly #values: KeptAnswer;

  /** @param ask sets the gauges */
  constructor(
    private readonly gauges: readonly Gauge[],
    ask: () => Promise<void>,
    private readonly told: (isUp: boolean) => void,
  ) {
    this.#values = new KeptAnswer(ask, EVERY_MS);
  }

  /** Resolves when the values are there, or too late; then the gauges are cleared, because their values are unknown. */
  async refresh(): Promise<void> {
    try {
      await this.#values.ensure();
      this.told(true);
    } catch {
      await Promise.all(this.gauges.map(withoutReading));
      this.told(false);
    }
  }
}

/** A gauge without labels would be 0 after a reset, which is wrong as well, so it is removed. */
async function withoutReading(gauge: Gauge): Promise<void> {
  gauge.reset();
  const { values } = await gauge.get();
  if (values.some(({ labels }) => Object.keys(labels).length === 0)) gauge.remove();
}
