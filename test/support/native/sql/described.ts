import { type Client, type Connection, DatabaseError, type FieldDef, type Submittable, types } from 'pg';

/** What JavaScript makes of a value of PostgreSQL. */
export type Kind = 'boolean' | 'number' | 'string' | 'date' | 'bytes' | 'json' | 'object' | { readonly of: Kind };

export interface Column {
  readonly name: string;
  readonly kind: Kind;
  /** The column of a table that it is, as far as it is one. */
  readonly of?: { readonly table: string; readonly column: string; readonly isNullable: boolean } | undefined;
}

/** What PostgreSQL says of a statement without running it. */
export interface Description {
  readonly parameters: readonly Kind[];
  readonly columns: readonly Column[];
}

interface Prepared {
  parameters: number[];
  fields: FieldDef[];
}

/** Prepares a statement and asks what it takes and answers. */
class Preparing implements Submittable {
  readonly #settled = Promise.withResolvers<Prepared>();
  readonly #found: Prepared = { parameters: [], fields: [] };

  constructor(private readonly text: string) {}

  get found(): Promise<Prepared> {
    return this.#settled.promise;
  }

  submit(
    connection: Connection & { on(event: string, told: (message: { dataTypeIDs: number[] }) => void): void },
  ): void {
    connection.removeAllListeners('parameterDescription');
    connection.on('parameterDescription', ({ dataTypeIDs }) => (this.#found.parameters = dataTypeIDs));
    connection.parse({ name: '', text: this.text, types: [] }, true);
    connection.describe({ type: 'S' }, true);
    connection.sync();
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.#found.fields = fields;
  }

  handleReadyForQuery(): void {
    this.#settled.resolve(this.#found);
  }

  handleError(error: Error): void {
    this.#settled.reject(error);
  }
}

interface Type {
  oid: number;
  name: string;
  element: number;
}

/** Asks a database of statements. */
export class Describer {
  #types = new Map<number, Type>();
  #columns = new Map<string, { table: string; column: string; isNullable: boolean }>();

  constructor(private readonly client: Client) {}

  async begin(): Promise<this> {
    const found = await this.client.query<Type>(
      'SELECT oid::int, typname AS name, typelem::int AS element FROM pg_type',
    );
    this.#types = new Map(found.rows.map((type) => [type.oid, type]));
    const columns = await this.client.query<{ key: string; table: string; column: string; isNullable: boolean }>(
      `SELECT concat_ws('.', a.attrelid, a.attnum) AS key, a.attrelid::regclass::text AS table, a.attname::text AS column,
              NOT a.attnotnull AS "isNullable"
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relkind IN ('r', 'p') AND a.attnum > 0`,
    );
    this.#columns = new Map(columns.rows.map(({ key, ...column }) => [key, column]));
    return this;
  }

  /** @returns what is wrong with it, where it cannot even be prepared */
  async describe(text: string): Promise<Description | string> {
    const preparing = new Preparing(text);
    this.client.query(preparing);
    try {
      const { parameters, fields } = await preparing.found;
      return {
        parameters: parameters.map((oid) => this.#parameter(oid)),
        columns: fields.map((field) => this.#column(field)),
      };
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      return error.message;
    }
  }

  #column({ name, dataTypeID, tableID, columnID }: FieldDef): Column {
    return { name, kind: this.#kind(dataTypeID), of: this.#columns.get(`${tableID}.${columnID}`) };
  }

  /** What is to be passed: an array for any type of arrays, also for one that the driver does not read. */
  #parameter(oid: number): Kind {
    const type = this.#types.get(oid);
    if (!type?.name.startsWith('_') || type.element === 0) return this.#kind(oid);
    return { of: this.#kind(type.element) };
  }

  /** What the parsers of the driver make of it, seen by one value. */
  #kind(oid: number): Kind {
    const type = this.#types.get(oid);
    if (!type) return 'object';
    if (type.name === 'json' || type.name === 'jsonb') return 'json';
    const isArray = type.name.startsWith('_') && type.element !== 0;
    const sample = SAMPLES[isArray ? this.#types.get(type.element)!.name : type.name] ?? 'x';
    const value: unknown = types.getTypeParser(oid, 'text')(isArray ? `{${JSON.stringify(sample)}}` : sample);
    if (!Array.isArray(value)) return kindOfValue(value);
    return { of: this.#types.get(type.element)!.name.startsWith('json') ? 'json' : kindOfValue(value[0]) };
  }
}

const SAMPLES: Record<string, string> = {
  bool: 't',
  ...Object.fromEntries(['int2', 'int4', 'int8', 'oid', 'numeric', 'float4', 'float8'].map((name) => [name, '1'])),
  ...Object.fromEntries(['timestamptz', 'timestamp', 'date'].map((name) => [name, '2026-01-01 00:00:00'])),
  json: '{}',
  jsonb: '{}',
  bytea: '\\x00',
  interval: '01:00:00',
};

function kindOfValue(value: unknown): Kind {
  if (value instanceof Date) return 'date';
  if (Buffer.isBuffer(value)) return 'bytes';
  const kind = typeof value;
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? kind : 'object';
}

export const shownKind = (kind: Kind): string => (typeof kind === 'string' ? kind : `${shownKind(kind.of)}[]`);
