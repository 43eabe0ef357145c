import { Client } from 'pg';

/** A statement as it was asked, with its values as PostgreSQL is given them. */
export interface AskedOnce {
  /** Of the prepared statement; none where it is planned for its values each time. */
  name: string;
  text: string;
  values: readonly (string | Buffer | null)[];
}

/** How many pages of 8 kB a statement reads with the plan for its values, and with the one for any values. */
export interface Pages {
  custom: number;
  generic: number;
}

interface Plan {
  'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }];
}

/** Runs statements with both of PostgreSQL's plans, and leaves nothing behind. */
export class PlanReader {
  readonly #client: Client;
  #count = 0;

  constructor(databaseUrl: string) {
    this.#client = new Client({ connectionString: databaseUrl });
  }

  async start(): Promise<this> {
    await this.#client.connect();
    // Pages and not time are looked at: compiling, and what another process reads meanwhile, change nothing.
    await this.#client.query('SET jit = off; SET max_parallel_workers_per_gather = 0');
    return this;
  }

  stop(): Promise<void> {
    return this.#client.end();
  }

  async pagesOf({ text, values }: AskedOnce): Promise<Pages> {
    const name = `looked_at_${(this.#count += 1)}`;
    await this.#client.query('BEGIN');
    try {
      await this.#client.query(`PREPARE ${name} AS ${text}`);
      const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : '';
      const custom = await this.#read('force_custom_plan', `${name}${given}`);
      return { custom, generic: await this.#read('force_generic_plan', `${name}${given}`) };
    } finally {
      await this.#client.query(`ROLLBACK; DEALLOCATE ALL`);
    }
  }

  async #read(mode: string, run: string): Promise<number> {
    await this.#client.query(`SET LOCAL plan_cache_mode = ${mode}`);
    const { rows } = await this.#client.query<Plan>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE ${run}`);
    const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }
}

function literal(value: string | Buffer | null): string {
  if (value === null) return 'NULL';
  const text = typeof value === 'string' ? value : `\\x${value.toString('hex')}`;
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
