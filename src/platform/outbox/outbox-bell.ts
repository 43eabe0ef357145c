import { Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { Config } from '../config/config.js';
import { OUTBOX_CHANNEL } from './outbox-waker.js';

const RECONNECT_MS = 1_000;

/** Listens for NOTIFY on a separate connection, and reconnects when that is lost. */
@Injectable()
export class OutboxBell {
  readonly #logger = new Logger('OutboxBell');
  #client: Client | undefined;
  #ring: () => void = () => undefined;
  #stopped = false;

  constructor(private readonly config: Config) {}

  onRing(ring: () => void): void {
    this.#ring = ring;
    void this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'motorpool-bell',
    });
    client.on('error', (error) => this.#logger.warn(`lost: ${error.message}`));
    client.on('end', () => this.#reconnect());
    client.on('notification', () => this.#ring());
    try {
      await client.connect();
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      this.#client = client;
      if (this.#stopped) await client.end();
      else this.#ring();
    } catch (error) {
      this.#logger.debug(`not connected: ${(error as Error).message}`);
      await client.end().catch(() => undefined);
      this.#reconnect();
    }
  }

  #reconnectTimer: NodeJS.Timeout | undefined;
  #reconnect(): void {
    if (this.#stopped) return;
    clearTimeout(this.#reconnectTimer);
    this.#reconnectTimer = setTimeout(() => void this.#connect(), RECONNECT_MS);
  }
}
