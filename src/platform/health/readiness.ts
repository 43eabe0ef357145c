import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Unavailable } from '../domain/domain-error.js';

const PATIENCE_MS = 2_000;

/** Whether this process can serve: PostgreSQL answers, and the process is not on its way out. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  #leaving = false;

  constructor(private readonly database: Database) {}

  beforeApplicationShutdown(): void {
    this.#leaving = true;
  }

  /** @throws Unavailable naming the part that fails */
  async ensure(): Promise<void> {
    if (this.#leaving) throw new Unavailable('The process is shutting down.', { part: 'process' });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
    });
    try {
      await Promise.race([this.database.query('SELECT 1'), patience]);
    } catch {
      throw new Unavailable('PostgreSQL does not answer.', { part: 'database' });
    } finally {
      clearTimeout(timer);
    }
  }
}
