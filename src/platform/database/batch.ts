import { type Connection, type FieldDef, type PoolClient, type Submittable, types } from 'pg';
import utils from 'pg/lib/utils.js';
import { afterAwake } from '../awake.js';

type Value = string | Buffer | null;
export type Row = Record<string, unknown>;

/** The columns of an answer: how each is read, and a row without values, so that all rows are of one shape. */
interface Columns {
  readonly readers: readonly (readonly [name: string, read: (text: string) => unknown])[];
  readonly blank: Row;
}

const NONE: Columns = { readers: [], blank: {} };

/** What PostgreSQL answered to one statement. */
export interface Answer {
  readonly rows: Row[];
  /** Its command tag, such as `COMMIT`. */
  readonly command: string;
}

/** A statement on its way, and its answer when it is there. */
export class PendingStatement {
  readonly rows: Row[] = [];
  readonly values: readonly Value[];
  columns = NONE;
  command = '';
  readonly #settled = Promise.withResolvers<Answer>();

  /**
   * @param name of the prepared statement; without one it is planned for these very values
   * @throws where a value cannot be written down
   */
  constructor(
    readonly name: string,
    readonly text: string,
    values: readonly unknown[],
  ) {
    this.values = values.map((value) => utils.prepareValue(value));
    // If several statements of a batch fail, only the first error is reported.
    this.answer.catch(() => undefined);
  }

  get answer(): Promise<Answer> {
    return this.#settled.promise;
  }

  succeed(): void {
    this.#settled.resolve(this);
  }

  fail(error: Error): void {
    this.#settled.reject(error);
  }
}

/** The prepared statements of each connection, with the columns of their answers, which never change. */
const prepared = new WeakMap<Connection, Map<string, Columns>>();

function preparedOn(connection: Connection): Map<string, Columns> {
  let known = prepared.get(connection);
  if (!known) prepared.set(connection, (known = new Map()));
  return known;
}

/**
 * Statements that go out as one packet and are answered as one (ADR 12): the extended protocol with a single `Sync` behind
 * them. PostgreSQL runs them in order and, where one fails, none of those that follow.
 */
export class Batch implements Submittable {
  /** The driver's own clock counts a pause of the machine as waiting, so it is set to weeks: `send` has a better one. */
  readonly query_timeout = 2 ** 31 - 1;
  /** The driver wraps it, to stop its clock. */
  callback: (error: Error | null) => void = () => undefined;
  #at = 0;

  constructor(readonly statements: readonly PendingStatement[]) {}

  submit(connection: Connection): void {
    const known = preparedOn(connection);
    connection.stream.cork();
    for (const statement of this.statements) write(connection, statement, known.get(statement.name));
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.#current.columns = {
      readers: fields.map(({ name, dataTypeID }) => [name, types.getTypeParser(dataTypeID, 'text')]),
      blank: Object.fromEntries(fields.map(({ name }) => [name, null])),
    };
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const { readers, blank } = this.#current.columns;
    const row = { ...blank };
    for (let index = 0; index < readers.length; index += 1) {
      const text = fields[index]!;
      const [name, read] = readers[index]!;
      if (text !== null) row[name] = read(text);
    }
    this.#current.rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }, connection: Connection): void {
    const statement = this.#current;
    statement.command = text;
    if (statement.name) preparedOn(connection).set(statement.name, statement.columns);
    this.#at += 1;
  }

  handleReadyForQuery(): void {
    this.callback(null);
    for (const statement of this.statements) statement.succeed();
  }

  /** Whichever it was, of the others nothing is left either. It is prepared again: its table may have changed. */
  handleError(error: Error, connection: Connection): void {
    this.callback(error);
    preparedOn(connection).delete(this.statements[this.#at]?.name ?? '');
    for (const statement of this.statements) statement.fail(error);
  }

  get #current(): PendingStatement {
    return this.statements[this.#at]!;
  }
}

/** @param columns of its answer, where it has been prepared on this connection before */
function write(connection: Connection, statement: PendingStatement, columns: Columns | undefined): void {
  const { name, text } = statement;
  if (!columns) {
    // A run that failed may have left it prepared.
    if (name) connection.close({ type: 'S', name }, true);
    connection.parse({ name, text, types: [] }, true);
  } else {
    statement.columns = columns;
  }
  connection.bind({ statement: name, values: [...statement.values] }, true);
  if (!columns) connection.describe({ type: 'P' }, true);
  connection.execute(null, true);
}

/**
 * @param limitMs longest that they are waited for
 * @throws Error when the time is up; what the connection is in the middle of is unknown then, so its holder closes it
 */
export async function send(
  client: PoolClient,
  statements: readonly PendingStatement[],
  limitMs: number,
): Promise<void> {
  const fail = (error: Error) => {
    for (const statement of statements) statement.fail(error);
  };
  const stop = afterAwake(limitMs, () => fail(new Error(`timeout: no answer in ${limitMs} ms`)));
  try {
    client.query(new Batch(statements));
    await Promise.all(statements.map(({ answer }) => answer));
  } catch (error) {
    fail(error as Error);
    throw error;
  } finally {
    stop();
  }
}
