import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ambientTransaction, poolOf } from '../database/ambient.js';
import { isRetryable, isUnanswered, translated } from '../database/failures.js';
import { Transaction } from '../database/transaction.js';
import { requestContext } from '../http/request-context.js';
import { OutboxWaker } from '../outbox/outbox-waker.js';
import { CommittingListeners } from './committing-listeners.js';
import { answerOf, claimIdempotencyKey } from './idempotency.js';
import { type Lock, taking } from './locks.js';
import type { Performer } from '../domain/performer.js';
import { ensureNotStale } from './precondition.js';
import { recordOf } from './record-work.js';
import { RowMapper } from './row-mapper.js';
import { Tx } from './tx.js';

const ATTEMPTS = 3;

export interface WorkOptions {
  /** Taken with BEGIN, at no cost of a round trip, in this order (architecture rule 3b). */
  readonly locks?: readonly Lock[];
}

/**
 * The one way to write: rows, outbox events and audit entries commit together or not at all. A deadlock or a
 * serialisation failure is tried again, three times in all, so the work must not touch anything but the transaction.
 */
@Injectable()
export class UnitOfWork {
  readonly #mapper: RowMapper;

  constructor(
    private readonly dataSource: DataSource,
    private readonly committing: CommittingListeners,
    private readonly outbox: OutboxWaker,
  ) {
    this.#mapper = new RowMapper(dataSource);
  }

  /** @throws DomainError of the work; Unavailable where PostgreSQL is away, too slow, or keeps refusing */
  async run<T>(by: Performer, work: (tx: Tx) => Promise<T>, options: WorkOptions = {}): Promise<T> {
    if (ambientTransaction.getStore()) throw new Error('A unit of work is running already: pass its tx on instead.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(by, work, options);
      } catch (error) {
        if (!isRetryable(error) || attempt === ATTEMPTS) throw translated(error);
        await pause(Math.random() * 20 * attempt);
      }
    }
  }

  async #attempt<T>(by: Performer, work: (tx: Tx) => Promise<T>, options: WorkOptions): Promise<T> {
    const client = await poolOf(this.dataSource).connect();
    const transaction = new Transaction(client, options.locks?.length ? [taking(options.locks)] : []);
    const tx = new Tx(by, transaction, this.#mapper);
    let broken: Error | undefined;
    try {
      const result = await ambientTransaction.run(transaction, () => this.#transact(tx, transaction, work));
      this.#announce(tx);
      return result;
    } catch (error) {
      // A connection that cannot even roll back is thrown away, not given to the next caller; PostgreSQL rolls it back.
      if (isUnanswered(error)) broken = error as Error;
      else await transaction.rollback().catch((lost: Error) => (broken = lost));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async #transact<T>(tx: Tx, transaction: Transaction, work: (tx: Tx) => Promise<T>): Promise<T> {
    const context = requestContext();
    const { idempotency, precondition } = context ?? {};
    if (idempotency) await claimIdempotencyKey(tx, idempotency);
    const result = await work(tx);
    if (precondition) ensureNotStale(precondition, tx.versions);
    await this.committing.tellAll(tx);
    await transaction.commit([...recordOf(tx), ...(idempotency ? [answerOf(idempotency, result)] : [])]);
    // A second unit of work of the same request is another effect: key and precondition are spent on the first.
    if (context) Object.assign(context, { idempotency: undefined, precondition: undefined });
    return result;
  }

  #announce(tx: Tx): void {
    if (tx.events.length > 0) this.outbox.wake();
    for (const wake of tx.afterCommits) wake();
  }
}
