import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { version } from '../version.js';
import { Reading } from './reading.js';

/** Seconds, from immediate to longer than anyone waits. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LAG_EVERY_MS = 500;

/**
 * The metrics of this process, for Prometheus. Every part of the service adds its own. Labels only have values from a fixed
 * list, never an id, an address or a name.
 */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly #registry = new Registry();
  readonly #readings: Reading[] = [];
  readonly #readingUp = this.gauge(
    'motorpool_reading_up',
    'Whether the source of these metrics (PostgreSQL or the queue) answered in time: 1 or 0.',
    ['reading'],
  );
  readonly #lag = this.histogram('motorpool_event_loop_lag_seconds', 'How late timers fire in the event loop.');
  readonly #lagTimer: NodeJS.Timeout;

  constructor() {
    this.#collectProcess();
    this.gauge('motorpool_build_info', 'Always 1. The labels say which version and role is running.', [
      'version',
      'node',
    ]).set({ version, node: process.versions.node }, 1);
    let due = performance.now() + LAG_EVERY_MS;
    this.#lagTimer = setInterval(() => {
      const now = performance.now();
      this.#lag.observe(Math.max(now - due, 0) / 1_000);
      due = now + LAG_EVERY_MS;
    }, LAG_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#lagTimer);
  }

  /** The counter with this name; several parts may share one. */
  counter<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    const known = this.#registry.getSingleMetric(name) as Counter<Label> | undefined;
    return known ?? new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  histogram<Label extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
    buckets = DURATIONS,
  ): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.#registry] });
  }

  /** @param collect sets the value when metrics are scraped, from memory */
  gauge<Label extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
    collect?: (gauge: Gauge<Label>) => void,
  ): Gauge<Label> {
    const gauge: Gauge<Label> = new Gauge({
      ...{ name, help, labelNames, registers: [this.#registry] },
      ...(collect ? { collect: () => collect(gauge) } : {}),
    });
    return gauge;
  }

  /**
   * Gauges whose values come from another system, such as PostgreSQL: queried every few seconds at most, with a time limit.
   * If there is no answer they are left out, and `motorpool_reading_up` says so.
   *
   * @param ask sets them
   */
  reading(name: string, gauges: readonly Gauge[], ask: () => Promise<void>): void {
    this.#readings.push(new Reading(gauges, ask, (isUp) => this.#readingUp.set({ reading: name }, isUp ? 1 : 0)));
  }

  /** Text for Prometheus; it also works while PostgreSQL and the queue are unreachable. */
  async text(): Promise<string> {
    await Promise.all(this.#readings.map((reading) => reading.refresh()));
    return this.#registry.metrics();
  }

  /** Without the library's event loop metrics, whose timer wakes an idle process a hundred times a second. */
  #collectProcess(): void {
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: 60_000 });
    for (const { name } of this.#registry.getMetricsAsArray()) {
      if (name.startsWith('nodejs_eventloop_lag')) this.#registry.removeSingleMetric(name);
    }
  }
}
