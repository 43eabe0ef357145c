import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { createPostgresBackend, type QueueOptions, setDefaultBackendFactory } from 'bullmq';
import { Config } from '../config/config.js';

/**
 * BullMQ on Redis where `REDIS_URL` is set, else on PostgreSQL in the schema `bullmq`. Only workers import this: a request
 * never meets the queue, so it never waits for it.
 */
@Module({ imports: [BullModule.forRootAsync({ inject: [Config], useFactory: queueOptions })] })
export class QueueModule {}

function queueOptions(config: Config): QueueOptions {
  const url = config.values.REDIS_URL;
  setDefaultBackendFactory(url ? undefined : createPostgresBackend);
  return {
    // Redis away: fail at once instead of hanging; the sweeper comes back to what was not queued.
    connection: url
      ? { url, connectTimeout: 2_000, enableOfflineQueue: false, maxRetriesPerRequest: 1 }
      : ({ connectionString: config.databaseUrl, schema: 'bullmq', migrate: true, max: 4 } as never),
    defaultJobOptions: { removeOnComplete: true, removeOnFail: 1_000 },
  };
}
