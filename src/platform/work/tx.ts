import type { QueryResultRow } from 'pg';
import type { Transaction } from '../database/transaction.js';
import type { Aggregate } from '../domain/aggregate.js';
import { ChangedMeanwhile, NotFound } from '../domain/domain-error.js';
import type { DomainEvent } from '../domain/domain-event.js';
import { insertMany, updateMany } from './bulk.js';
import { changedColumns, type FieldChange, fieldChanges } from './changes.js';
import { type Lock, taking } from './locks.js';
import type { Performer } from '../domain/performer.js';
import type { AggregateClass, Row, RowMapper } from './row-mapper.js';

/** An entry of the audit trail: what was done to which row, and the difference. */
export interface AuditEntry {
  subjectType: string;
  subjectId: string;
  action: string;
  changes: FieldChange[];
}

/** The running transaction of a unit of work: load aggregates, change them by their methods, save them. */
export class Tx {
  readonly events: DomainEvent[] = [];
  readonly audit: AuditEntry[] = [];
  readonly afterCommits: (() => void)[] = [];
  /** The version that each row had when it was first loaded, by id. */
  readonly versions = new Map<string, number>();
  /** The sessions that this transaction ends: its own use of one of them is allowed. */
  readonly endedHere = new Set<string>();
  readonly #stored = new Map<object, unknown[]>();

  constructor(
    readonly by: Performer,
    private readonly transaction: Transaction,
    private readonly mapper: RowMapper,
  ) {}

  query<R extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.transaction.query<R>(text, values);
  }

  /** Waits for the advisory lock of an object; it is held until the transaction ends (architecture rule 3b). */
  async lock(...lock: Lock): Promise<void> {
    const { text, values } = taking([lock]);
    await this.query(text, values);
  }

  /** @throws NotFound */
  async load<A extends Aggregate<unknown>>(type: AggregateClass<A>, id: string): Promise<A> {
    const found = await this.find(type, 'id = $1', [id]);
    if (!found) throw new NotFound();
    return found;
  }

  /** The row that the condition selects, locked against other writers until the transaction ends. */
  async find<A extends Aggregate<unknown>>(
    type: AggregateClass<A>,
    condition: string,
    values: readonly unknown[],
  ): Promise<A | undefined> {
    return (await this.findAll(type, condition, values))[0];
  }

  findAll<A extends Aggregate<unknown>>(
    type: AggregateClass<A>,
    condition: string,
    values: readonly unknown[],
  ): Promise<A[]> {
    return this.#read(type, `${condition} FOR NO KEY UPDATE`, values);
  }

  /** The same without a lock, for previews: it blocks nobody, and must not be saved. */
  glance<A extends Aggregate<unknown>>(
    type: AggregateClass<A>,
    condition: string,
    values: readonly unknown[],
  ): Promise<A[]> {
    return this.#read(type, condition, values);
  }

  async #read<A extends Aggregate<unknown>>(
    type: AggregateClass<A>,
    condition: string,
    values: readonly unknown[],
  ): Promise<A[]> {
    const rows = await this.query<Row>(`${this.mapper.select(type)} WHERE ${condition}`, values);
    return rows.map((row) => {
      const aggregate = this.mapper.hydrate(type, row);
      this.#stored.set(aggregate, this.mapper.values(aggregate));
      const { id, version } = aggregate as A & { version?: number };
      if (typeof version === 'number' && !this.versions.has(id)) this.versions.set(id, version);
      return aggregate;
    });
  }

  /** Inserts a new aggregate or updates a loaded one; its events are published when the transaction commits. */
  async save<A extends Aggregate<unknown>>(aggregate: A): Promise<A> {
    const stored = this.#stored.get(aggregate);
    if (stored) await this.#update(aggregate, stored);
    else await this.#insert(aggregate, '');
    return aggregate;
  }

  /** The same for any number of aggregates of one class: one statement inserts the new ones, one updates the loaded ones. */
  async saveAll(aggregates: readonly Aggregate<unknown>[]): Promise<void> {
    const fresh = aggregates.filter((aggregate) => !this.#stored.has(aggregate));
    const loaded = aggregates.filter((aggregate) => this.#stored.has(aggregate));
    if (fresh.length > 0) await this.#insertAll(fresh, '');
    if (loaded.length > 0) await this.#updateAll(loaded);
  }

  /** Deletes a loaded aggregate; the audit trail keeps its values. */
  async remove(aggregate: Aggregate<unknown>): Promise<void> {
    const { columns, tablePath } = this.mapper.metadata(aggregate.constructor as AggregateClass);
    await this.query(`DELETE FROM ${tablePath} WHERE id = $1`, [aggregate.id]);
    this.#record(
      aggregate,
      this.#stored.get(aggregate),
      columns.map(() => null),
    );
  }

  /**
   * Inserts without waiting: it is sent with the next statement, at the latest with the commit. If a constraint refuses it,
   * nothing is committed, and the unit of work throws the error.
   */
  insertAhead(aggregate: Aggregate<unknown>): void {
    const values = this.mapper.values(aggregate);
    this.transaction.write(this.mapper.insert(aggregate.constructor as AggregateClass), values);
    this.#record(aggregate, undefined, values);
  }

  /** Inserts unless a constraint refuses it. If so it returns false, nothing is written, and the transaction continues. */
  insertUnlessTaken(aggregate: Aggregate<unknown>): Promise<boolean> {
    return this.#insert(aggregate, ' ON CONFLICT DO NOTHING');
  }

  /** The same for several of one class, in one statement: false if any of them was refused. */
  insertAllUnlessTaken(aggregates: readonly Aggregate<unknown>[]): Promise<boolean> {
    return this.#insertAll(aggregates, ' ON CONFLICT DO NOTHING');
  }

  /** Runs after the commit without delaying the caller: to wake other processes, never for work that must happen. */
  afterCommit(wake: () => void): void {
    this.afterCommits.push(wake);
  }

  async #insert(aggregate: Aggregate<unknown>, onConflict: string): Promise<boolean> {
    const type = aggregate.constructor as AggregateClass;
    const values = this.mapper.values(aggregate);
    const rows = await this.query(`${this.mapper.insert(type)}${onConflict} RETURNING 1`, values);
    if (rows.length === 0) return false;
    this.#record(aggregate, undefined, values);
    return true;
  }

  async #insertAll(aggregates: readonly Aggregate<unknown>[], onConflict: string): Promise<boolean> {
    const metadata = this.mapper.metadata(aggregates[0]!.constructor as AggregateClass);
    const rows = aggregates.map((aggregate) => this.mapper.values(aggregate));
    const { text, values } = insertMany(metadata, rows);
    const written = await this.query(`${text}${onConflict} RETURNING 1`, values);
    if (written.length < rows.length) return false;
    aggregates.forEach((aggregate, index) => this.#record(aggregate, undefined, rows[index]!));
    return true;
  }

  async #updateAll(aggregates: readonly Aggregate<unknown>[]): Promise<void> {
    const metadata = this.mapper.metadata(aggregates[0]!.constructor as AggregateClass);
    const { columns } = metadata;
    const changedOf = (aggregate: Aggregate<unknown>) =>
      changedColumns(columns, this.#stored.get(aggregate), this.mapper.values(aggregate));
    const changed = aggregates.filter((aggregate) => changedOf(aggregate).length > 0);
    const version = columns.find(({ propertyName }) => propertyName === 'version');
    for (const each of changed) version?.setEntityValue(each, Number(version.getEntityValue(each)) + 1);
    const some = new Set(changed.flatMap(changedOf));
    if (changed.length > 0) {
      const rows = changed.map((aggregate) => this.mapper.values(aggregate));
      const { text, values } = updateMany(metadata, [...some], rows);
      if ((await this.query(text, values)).length < rows.length) throw new ChangedMeanwhile();
    }
    for (const each of aggregates) this.#record(each, this.#stored.get(each), this.mapper.values(each));
  }

  async #update(aggregate: Aggregate<unknown>, stored: unknown[]): Promise<void> {
    const { columns, tablePath } = this.mapper.metadata(aggregate.constructor as AggregateClass);
    const version = columns.findIndex((column) => column.propertyName === 'version');
    let values = this.mapper.values(aggregate);
    if (changedColumns(columns, stored, values).length > 0) {
      if (version >= 0) {
        columns[version]!.setEntityValue(aggregate, Number(stored[version]) + 1);
        values = this.mapper.values(aggregate);
      }
      const changed = changedColumns(columns, stored, values);
      const sets = changed.map((column, index) => `"${column.databaseName}" = $${index + 2}`).join(', ');
      const written = [aggregate.id, ...changed.map((column) => values[columns.indexOf(column)])];
      const guard = version >= 0 ? ` AND "version" = $${written.push(stored[version])}` : '';
      const rows = await this.query(`UPDATE ${tablePath} SET ${sets} WHERE id = $1${guard} RETURNING 1`, written);
      if (rows.length === 0) throw new ChangedMeanwhile();
    }
    this.#record(aggregate, stored, values);
  }

  #record(aggregate: Aggregate<unknown>, before: unknown[] | undefined, after: unknown[]): void {
    const type = aggregate.constructor as AggregateClass;
    const { columns } = this.mapper.metadata(type);
    const events = aggregate.releaseEvents();
    const changes = fieldChanges(columns, changedColumns(columns, before, after), type.secretFields, before, after);
    this.#stored.set(aggregate, after);
    this.events.push(...events);
    if (changes.length === 0 && events.length === 0) return;
    const action = events[0]?.type.split('.')[1] ?? (before ? 'changed' : 'created');
    this.audit.push({ subjectType: type.name, subjectId: aggregate.id, action, changes });
  }
}
