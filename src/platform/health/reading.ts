import type { Gauge } from 'prom-client';
import { KeptAnswer } from './kept-answer.js';

const EVERY_MS = 5_000;

/** Gauges whose values something else is asked for, now and then: a scrape never waits long for them, and never asks twice. */
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

  /** Resolves when the values are there, or will not be in time; then they are forgotten, for nobody knows them. */
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

/** One without labels is 0 after a reset, which is not true either. */
async function withoutReading(gauge: Gauge): Promise<void> {
  gauge.reset();
  const { values } = await gauge.get();
  if (values.some(({ labels }) => Object.keys(labels).length === 0)) gauge.remove();
}
