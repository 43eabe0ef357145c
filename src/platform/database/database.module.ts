import { Global, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { databaseOptions } from './data-source.js';
import { DatabaseState } from './database-state.js';
import { Database } from './database.js';
import { DirectWrites } from './direct-writes.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        ...databaseOptions(config.databaseUrl, config.values.DATABASE_POOL_SIZE, (error) => {
          // A pool without a listener ends the process when PostgreSQL restarts.
          new Logger('Database').warn(`an idle connection was lost: ${error.message}`);
        }),
        autoLoadEntities: true,
        retryAttempts: 30,
        retryDelay: 1000,
      }),
    }),
  ],
  providers: [Database, DatabaseState, DirectWrites],
  exports: [Database, DatabaseState, DirectWrites],
})
export class DatabaseModule {}
