import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Database } from '../database/database.js';
import { Sweep, type SweepPlan, type TurnTold } from './sweep.js';

/** How soon due work is noticed. */
const TICK_MS = 1_000;

/**
 * The sweeps of this process. Once a second, one query asks PostgreSQL which of them have something to do, so that an idle
 * process causes no other load. They never start in a process that only answers requests.
 */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #logger = new Logger('Sweeps');
  readonly #sweeps: Sweep[] = [];
  #told: TurnTold = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | undefined;
  #stopped = false;

  constructor(
    private readonly database: Database,
    private readonly worker: boolean,
  ) {}

  /** @param due see `SweepPlan` */
  add(name: string, everyMs: number, work: () => Promise<void>, due?: string): void {
    const plan: SweepPlan = { name, everyMs, work, ...(due === undefined ? {} : { due }) };
    this.#sweeps.push(new Sweep(plan, (...turn) => this.#told(...turn)));
  }

  /** Hears how each turn went. */
  onTurn(told: TurnTold): void {
    this.#told = told;
  }

  get names(): string[] {
    return this.#sweeps.map(({ plan }) => plan.name);
  }

  onApplicationBootstrap(): void {
    if (this.worker) this.#tick();
  }

  /** No turn begins while other parts are closing. */
  beforeApplicationShutdown(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async onApplicationShutdown(): Promise<void> {
    this.beforeApplicationShutdown();
    await this.#ticking;
    await Promise.all(this.#sweeps.map((sweep) => sweep.ended()));
  }

  #tick(): void {
    this.#ticking = this.#turnThoseDue()
      .catch((error: Error) => this.#logger.warn(`could not find out what is due: ${error.message}`))
      .finally(() => {
        if (!this.#stopped) this.#timer = setTimeout(() => this.#tick(), TICK_MS);
      });
  }

  async #turnThoseDue(): Promise<void> {
    const now = performance.now();
    const ready = this.#sweeps.filter((sweep) => sweep.isReady(now));
    const unasked = ready.filter((sweep) => sweep.isUnasked(now));
    for (const sweep of unasked) sweep.turn(now);
    const asked = ready.filter((sweep) => !unasked.includes(sweep));
    if (asked.length === 0) return;
    const due = await this.#areDue(asked);
    if (this.#stopped) return;
    for (const [index, sweep] of asked.entries()) if (due[index]) sweep.turn(performance.now());
  }

  /** One statement for all; conditions that are not asked about are not evaluated. */
  async #areDue(asked: readonly Sweep[]): Promise<boolean[]> {
    const withDue = this.#sweeps.filter(({ plan }) => plan.due !== undefined);
    const answers = withDue.map(({ plan }, index) => `CASE WHEN ($1::bool[])[${index + 1}] THEN ${plan.due} END`);
    const row = await this.database.one<{ due: (boolean | null)[] }>(`SELECT ARRAY[${answers.join(', ')}] AS due`, [
      withDue.map((sweep) => asked.includes(sweep)),
    ]);
    return asked.map((sweep) => row!.due[withDue.indexOf(sweep)] === true);
  }
}
