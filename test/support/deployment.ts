import type { Pool } from 'pg';
import { Client } from './client.js';
import { createDatabase } from './database.js';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import type { Host } from './hosts.js';
import { MailSink } from './mail-sink.js';
import { openPool } from './open-pool.js';
import { BuiltProcess } from './processes.js';

const ADMIN = { email: 'admin@fleet.example', password: 'a lamp beside the harbour' };

export interface DeploymentOptions {
  apis?: number;
  workers?: number;
  settings?: Record<string, string>;
  /** Where the processes run, the first API and the first worker on the first; without, all on this machine. */
  hosts?: Host[];
  /** A migrated database; without, a fresh one of the test run's PostgreSQL. */
  databaseUrl?: string;
}

/** The service as production runs it: API and worker processes of the built program, a database, an SMTP server. */
export class Deployment {
  readonly mail = new MailSink();
  readonly apis: BuiltProcess[] = [];
  readonly workers: BuiltProcess[] = [];
  readonly origins: string[] = [];
  /** Where each worker tells of its health. */
  readonly workerOrigins: string[] = [];
  /** The ports of the processes on each host. */
  readonly ports: { api: number; worker: number }[] = [];
  db!: Pool;
  admin!: Client;
  /** What every process is started with from now on. */
  settings!: Record<string, string>;
  #dropDatabase: () => Promise<void> = () => Promise.resolve();

  static async start(options: DeploymentOptions = {}): Promise<Deployment> {
    const deployment = new Deployment();
    try {
      await deployment.#start(options);
      return deployment;
    } catch (error) {
      // Nobody else has it, to stop what runs already.
      await deployment.stop();
      throw error;
    }
  }

  async #start({ apis = 1, workers = 1, settings = {}, hosts = [], databaseUrl }: DeploymentOptions): Promise<void> {
    await this.mail.start();
    const database = databaseUrl ? undefined : await createDatabase();
    if (database) this.#dropDatabase = () => database.drop();
    this.settings = {
      DATABASE_URL: databaseUrl ?? database!.url,
      SMTP_URL: this.mail.url,
      SECRET_KEY: 'a key that only the tests of faults know',
      BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      LOG_LEVEL: 'warn',
      ...settings,
    };
    this.db = openPool(this.settings.DATABASE_URL!, 3);
    if (hosts.length > 0) await this.#startOn(hosts);
    for (let index = 0; hosts.length === 0 && index < workers; index += 1) this.startWorker(index, await freePort());
    for (let index = 0; hosts.length === 0 && index < apis; index += 1) this.startApi(index, await freePort());
    await Promise.all(this.apis.map((api, index) => api.untilReady(this.origins[index]!)));
    this.admin = await this.anyone().signIn(ADMIN.email, ADMIN.password);
  }

  /** An API and a worker on each, which reach everything else by its cable. */
  async #startOn(hosts: Host[]): Promise<void> {
    for (const [index, host] of hosts.entries()) {
      const env: Record<string, string> = { ...this.settings, HOST: host.address };
      for (const name of ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL']) {
        if (env[name]) env[name] = await host.reach(env[name]);
      }
      const [api, worker] = [await host.port(), await host.port()];
      this.origins[index] = api.origin;
      this.workerOrigins[index] = worker.origin;
      env.PUBLIC_URL = this.origin;
      this.ports.push({ api: api.port, worker: worker.port });
      const launch = { prefix: host.prefix };
      this.apis[index] = new BuiltProcess('api', { ...launch, env: { ...env, PORT: String(api.port) } });
      this.workers[index] = new BuiltProcess('worker', {
        ...launch,
        env: { ...env, WORKER_PORT: String(worker.port) },
      });
    }
  }

  get origin(): string {
    return this.origins[0]!;
  }

  /** Somebody who has not signed in. */
  anyone = (): Client => new Client(this.origin);

  /** In the place of one that was killed, or a new one. */
  startApi(index: number, port = Number(new URL(this.origins[index]!).port)): BuiltProcess {
    this.origins[index] = `http://127.0.0.1:${port}`;
    // One public address for all of them, as behind a balancer.
    const env = { ...this.settings, PORT: String(port), PUBLIC_URL: this.origin };
    return (this.apis[index] = new BuiltProcess('api', { env }));
  }

  startWorker(index = this.workers.length, port = this.#workerPort(index)): BuiltProcess {
    this.workerOrigins[index] = `http://127.0.0.1:${port}`;
    const env = { ...this.settings, WORKER_PORT: String(port) };
    return (this.workers[index] = new BuiltProcess('worker', { env }));
  }

  /** That of the worker in whose place it comes, else any. */
  #workerPort(index: number): number {
    return this.workerOrigins[index] ? Number(new URL(this.workerOrigins[index]).port) : 0;
  }

  async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.db.query<Row>(sql, values)).rows;
  }

  /** As if minutes had passed: mails that a killed worker held, or that are to be tried later, are due. */
  async endWaits(): Promise<void> {
    await this.db.query(`UPDATE notifications.mails SET due_at = now() WHERE state = 'queued'`);
  }

  /** Every event is delivered and every mail handed over. */
  async settled(patienceMs: number): Promise<void> {
    await eventually('every event is delivered and every mail is sent', () => this.#isSettled(), patienceMs);
  }

  async #isSettled(): Promise<boolean> {
    const [left] = await this.rows<{ count: number }>(
      `SELECT (SELECT count(*) FROM platform.outbox WHERE state <> 'done')::int
            + (SELECT count(*) FROM notifications.mails WHERE state <> 'sent')::int AS count`,
    );
    return left!.count === 0;
  }

  /** How often each Message-ID arrived, for the mails that the database knows of. */
  async copies(): Promise<{ template: string; to: string; copies: number }[]> {
    const mails = await this.rows<{ template: string; to: string; id: string }>(
      `SELECT template, to_address AS to, message_id AS id FROM notifications.mails`,
    );
    return mails.map(({ template, to, id }) => {
      return { template, to, copies: this.mail.mails.filter(({ messageId }) => messageId === id).length };
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map((process) => process.kill()));
    await this.db?.end();
    await this.mail.stop();
    await this.#dropDatabase();
  }
}
