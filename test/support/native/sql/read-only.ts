import { Client, DatabaseError } from 'pg';
import type { Handed } from './run.js';

/** The SQLSTATE of what a read-only transaction does not allow. */
const READ_ONLY = '25006';
/** What PostgreSQL allows there all the same: the locks and messages that no table knows of. */
const BY_FUNCTION = /\bpg_(?:\w*advisory\w*|notify)(?=\()/;

/** Says of statements which method may have them: `Database` reads, `Database.hold` locks rows, `DirectWrites` writes. */
export class ReadOnlySession {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<ReadOnlySession> {
    const client = new Client({ connectionString: url, options: '-c default_transaction_read_only=on' });
    await client.connect();
    return new ReadOnlySession(client);
  }

  end(): Promise<void> {
    return this.client.end();
  }

  /**
   * What is wrong with a statement where it is. One that cannot be prepared is somebody else's finding.
   *
   * @param parameters how many it has
   */
  async findings({ site, text }: Handed, parameters: number): Promise<string[]> {
    const { kind, method } = site;
    const isRead = kind === 'due' || /^Database\.(?!hold)/.test(method ?? '');
    if (!isRead && method !== 'Database.hold' && method !== 'DirectWrites.write') return [];
    if (method === 'DirectWrites.write') {
      return (await this.#writes(text, parameters)) ? [] : ['DirectWrites is for a statement that writes'];
    }
    const refusal = await this.#refusalOf(text, parameters);
    if (isRead) return refusal === undefined ? [] : [`Database only reads: ${refusal}`];
    const locks = / SELECT FOR /.test(refusal ?? '') && !(await this.#writes(text, parameters));
    return locks ? [] : ['Database.hold is for a SELECT that locks rows'];
  }

  /** Whether PostgreSQL plans to change a table, in the statement itself or in a part of it. */
  async #writes(text: string, parameters: number): Promise<boolean> {
    const { rows } = await this.client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, nothingFor(parameters));
    return rows.some((row) => /(?:Insert|Update|Delete|Merge) on /.test(row['QUERY PLAN']));
  }

  /** Why a read-only transaction does not run it, with nothing for every parameter: it refuses before it looks at them. */
  async #refusalOf(text: string, parameters: number): Promise<string | undefined> {
    const [byFunction] = BY_FUNCTION.exec(text) ?? [];
    if (byFunction !== undefined) return `calls ${byFunction}`;
    try {
      await this.client.query(text, nothingFor(parameters));
      return undefined;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      return error.code === READ_ONLY ? error.message : `cannot be tried: ${error.message}`;
    }
  }
}

const nothingFor = (parameters: number): null[] => Array.from({ length: parameters }, () => null);
