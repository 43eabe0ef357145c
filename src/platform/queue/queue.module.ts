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
 * BullMQ on Redis if `REDIS_URL` is set, otherwise on PostgreSQL in the schema `bullmq`. Only workers import this, so a
 * request never waits for the queue. A queue only wakes workers and stores nothing: whatever must happen is a row in
 * PostgreSQL, and the job has its id (ADR 4).
 */
@Module({
  imports: [
    // The data source is injected only for the order: PostgreSQL is connected by then.
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
    // A finished job that is kept would block a later one with the same id. The row records the result.
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    streams: { events: { maxLen: 1_000 } },
  };
}

/**
 * Waits for PostgreSQL with a temporary queue, so that the real ones find it ready.
 *
 * @throws CannotStart if PostgreSQL accepts no connection for a minute
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
 * Commands wait while Redis is unreachable instead of failing: otherwise a worker would loop. Callers that add a job limit
 * their own wait.
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
