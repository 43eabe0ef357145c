import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { createPostgresBackend, Queue, type QueueOptions, setDefaultBackendFactory } from 'bullmq';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { started } from './started.js';

const CONNECT_MS = 5_000;
const STATEMENT_MS = 8_000;
const LONGEST_RECONNECT_PAUSE_MS = 1_000;

/**
 * BullMQ on Redis where `REDIS_URL` is set, else on PostgreSQL in the schema `bullmq`. Only workers import this: a request
 * never meets the queue, so it never waits for it. A queue is a bell and no store: what must happen is a row in
 * PostgreSQL, and the queue carries its id (ADR 4).
 */
@Module({
  imports: [
    // The data source is asked for only to come second: there is a PostgreSQL by then.
    BullModule.forRootAsync({
      inject: [Config, DataSource],
      useFactory: async (config: Config) => {
        const options = queueOptions(config);
        if (!config.values.REDIS_URL) await untilQueueStarts(options);
        return options;
      },
    }),
  ],
})
export class QueueModule {}

function queueOptions(config: Config): QueueOptions {
  const redisUrl = config.values.REDIS_URL;
  setDefaultBackendFactory(redisUrl ? undefined : createPostgresBackend);
  return {
    prefix: 'motorpool',
    connection: redisUrl ? redisConnection(redisUrl) : (postgresConnection(config.databaseUrl) as never),
    // A finished job that stays would swallow a later one of the same id; the row records how it went, not the job.
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    streams: { events: { maxLen: 1_000 } },
  };
}

/**
 * Waits for PostgreSQL with a queue that is thrown away, so that those that stay find it there.
 *
 * @throws CannotStart where PostgreSQL takes no connection for a minute
 */
async function untilQueueStarts(options: QueueOptions): Promise<void> {
  const make = () => {
    const queue = new Queue('first-connection', { ...options, skipMetasUpdate: true });
    return queue.on('error', () => undefined);
  };
  const queue = await started(make(), make);
  await queue
    .getBackend()
    .close(true)
    .catch(() => undefined);
}

/**
 * Commands wait for a Redis that is away instead of failing: a worker that failed them would spin. Anyone who adds a job
 * bounds its own wait.
 */
const redisConnection = (url: string) => ({
  url,
  connectTimeout: CONNECT_MS,
  keepAlive: 10_000,
  maxRetriesPerRequest: null,
  retryStrategy: (times: number) => Math.min(times * 100, LONGEST_RECONNECT_PAUSE_MS),
});

const postgresConnection = (connectionString: string) => ({
  connectionString,
  schema: 'bullmq',
  migrate: true,
  max: 3,
  application_name: 'motorpool-queue',
  connectionTimeoutMillis: CONNECT_MS,
  statement_timeout: STATEMENT_MS,
  query_timeout: STATEMENT_MS + 1_000,
  keepAlive: true,
});
