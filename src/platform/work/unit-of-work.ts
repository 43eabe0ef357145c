import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { DataSource } from 'typeorm';
import { ambientTransaction, poolOf } from '../database/ambient.js';
import { isRetryable, isUnanswered, translated } from '../database/failures.js';
import { takeFrom } from '../database/pool-turns.js';
import type { Statement } from '../database/statements.js';
import { Transaction } from '../database/transaction.js';
import { Metrics } from '../health/metrics.js';
import { requestContext } from '../http/requests/request-context.js';
import { OutboxWaker } from '../outbox/outbox-waker.js';
import { CommittingListeners } from './committing-listeners.js';
import { answerOf, claimIdempotencyKey } from './idempotency.js';
import { type Lock, taking } from './locks.js';
import type { Performer } from '../domain/performer.js';
import { ensureNotStale } from './precondition.js';
import { recordStatements } from './record-work.js';
import { RowMapper } from './row-mapper.js';
import { Tx } from './tx.js';

const ATTEMPTS = 3;

export interface WorkOptions {
  /** Taken together with BEGIN, in this order and without a further round trip (architecture rule 3b). */
  readonly locks?: readonly Lock[];
}

/**
 * The only way to write: rows, outbox events and audit entries commit together or not at all. After a deadlock or a
 * serialisation failure the work runs again, three times in all, so it must not touch anything but the transaction.
 */
@Injectable()
export class UnitOfWork {
  readonly #mapper: RowMapper;
  readonly #changes: Counter<'of' | 'to'>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly committing: CommittingListeners,
    private readonly outbox: OutboxWaker,
    metrics: Metrics,
  ) {
    this.#changes = metrics.counter(
      'motorpool_state_changes_total',
      'Committed state changes, by type and new state. Newly created objects count too.',
      ['of', 'to'],
    );
    this.#mapper = new RowMapper(dataSource);
  }

  /** @throws DomainError of the work; Unavailable if PostgreSQL is unreachable, too slow, or keeps refusing */
  async run<T>(by: Performer, work: (tx: Tx) => Promise<T>, options: WorkOptions = {}): Promise<T> {
    return this.#insist(async () => {
      const told = await this.#attempt(by, options, (tx, transaction) => this.#transact(tx, transaction, work));
      this.#announce(told.tx);
      return told.result;
    });
  }

  /**
   * Runs the work and rolls it back, for previews. It delivers no event, and uses neither the key nor the precondition of the
   * request. It takes only the locks that the work takes.
   */
  async rehearse<T>(by: Performer, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#insist(async () => {
      const rehearsal = async (tx: Tx, transaction: Transaction): Promise<T> => {
        const result = await work(tx);
        await transaction.rollback();
        return result;
      };
      return (await this.#attempt(by, {}, rehearsal)).result;
    });
  }

  async #insist<T>(attempt: () => Promise<T>): Promise<T> {
    if (ambientTransaction.getStore()) throw new Error('A unit of work is running already: pass its tx on instead.');
    for (let count = 1; ; count += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!isRetryable(error) || count === ATTEMPTS) throw translated(error);
        await pause(Math.random() * 20 * count);
      }
    }
  }

  async #attempt<T>(
    by: Performer,
    options: WorkOptions,
    work: (tx: Tx, transaction: Transaction) => Promise<T>,
  ): Promise<{ tx: Tx; result: T }> {
    const client = await takeFrom(poolOf(this.dataSource));
    const transaction = new Transaction(client, options.locks?.length ? [taking(options.locks)] : []);
    const tx = new Tx(by, transaction, this.#mapper);
    let broken: Error | undefined;
    try {
      return { tx, result: await ambientTransaction.run(transaction, () => work(tx, transaction)) };
    } catch (error) {
      // A connection that cannot even roll back is closed instead of reused; PostgreSQL then rolls back.
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
    const answer = idempotency ? [await answerOf(idempotency, result)] : [];
    await transaction.commit([...stillActing(tx), ...recordStatements(tx), ...answer]);
    // A second unit of work in the same request is another effect: key and precondition belong to the first one.
    if (context) Object.assign(context, { idempotency: undefined, precondition: undefined });
    return result;
  }

  #announce(tx: Tx): void {
    if (tx.events.length > 0) this.outbox.wake();
    for (const wake of tx.afterCommits) wake();
    for (const { subjectType, changes } of tx.audit) {
      const state = changes.find(({ field }) => field === 'state');
      if (typeof state?.after === 'string') this.#changes.inc({ of: subjectType, to: state.after });
    }
  }
}

/**
 * ID-15: every change checks its session once more, right before the commit. If the session has ended, nothing is committed;
 * if not, a request that ends it waits for this transaction. It runs after every other lock, so that it cannot deadlock with
 * the end of the session.
 */
function stillActing(tx: Tx): Statement[] {
  const { acting, needsStepUp = false } = requestContext() ?? {};
  if (!acting || acting.userId !== tx.by.userId || tx.endedHere.has(acting.id)) return [];
  return [acting.ensure(needsStepUp)];
}
