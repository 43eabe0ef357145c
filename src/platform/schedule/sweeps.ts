import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Sweep } from './sweep.js';

/** The sweeps of this process; those of a process that only answers requests are never started. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #sweeps: Sweep[] = [];

  constructor(private readonly worker: boolean) {}

  add(name: string, everyMs: number, work: () => Promise<void>): void {
    this.#sweeps.push(new Sweep(name, everyMs, work));
  }

  onApplicationBootstrap(): void {
    if (this.worker) for (const sweep of this.#sweeps) sweep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#sweeps.map((sweep) => sweep.stop()));
  }
}
