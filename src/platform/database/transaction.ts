import type { PoolClient, QueryResultRow } from 'pg';
import type { Answer, PendingStatement } from './batch.js';
import { prepared, sendBounded, type Statement } from './statements.js';

/**
 * A transaction on its connection. What is asked in one turn of the event loop goes out as one packet, and `BEGIN` and the
 * locks with the first: a round trip costs both sides more than most statements do (ADR 12).
 */
export class Transaction {
  #waiting: PendingStatement[] = [];
  #isSending = false;
  #hasBegun = false;
  #end: Error | undefined;

  /** @param locks what takes them at once */
  constructor(
    private readonly client: PoolClient,
    locks: readonly Statement[] = [],
  ) {
    for (const { text, values } of [{ text: 'BEGIN', values: [] }, ...locks]) void this.#ask(prepared(text, values));
  }

  async query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.ask<Row>(prepared(text, values));
  }

  async ask<Row extends QueryResultRow>(statement: PendingStatement): Promise<Row[]> {
    return (await this.#ask(statement)).rows as Row[];
  }

  /** Asks without waiting: it goes out with what is asked next, and its failure is that of the commit. */
  write(text: string, values: readonly unknown[]): void {
    void this.#ask(prepared(text, values));
  }

  /** Commits, with these as the last that is written, in one packet: where one of them fails, nothing is committed. */
  async commit(last: readonly Statement[]): Promise<void> {
    const statements = [...last, { text: 'COMMIT', values: [] }].map(({ text, values }) => prepared(text, values));
    const answers = await Promise.all(statements.map((statement) => this.#ask(statement)));
    this.#end = new Error('The transaction is over.');
    if (answers.at(-1)!.command !== 'COMMIT') throw new Error('The transaction was rolled back.');
  }

  /** What has not gone out stays here. */
  async rollback(): Promise<void> {
    this.#drop(new Error('The transaction is over.'));
    if (this.#hasBegun) await sendBounded(this.client, [prepared('ROLLBACK')]);
  }

  /** After the end, or a failure, nothing more is sent: outside of a transaction it would be committed by itself. */
  #ask(statement: PendingStatement): Promise<Answer> {
    if (this.#end) statement.fail(this.#end);
    else this.#waiting.push(statement);
    if (!this.#isSending) {
      this.#isSending = true;
      process.nextTick(() => void this.#send());
    }
    return statement.answer;
  }

  async #send(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        this.#hasBegun = true;
        await sendBounded(this.client, this.#waiting.splice(0));
      }
    } catch (error) {
      this.#drop(error as Error);
    }
    this.#isSending = false;
  }

  #drop(why: Error): void {
    this.#end ??= why;
    for (const statement of this.#waiting.splice(0)) statement.fail(why);
  }
}
