import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Database } from '../database/database.js';
import { SweepMetrics } from './sweep-metrics.js';
import { Sweeps } from './sweeps.js';

@Global()
@Module({})
export class ScheduleModule {
  /** @param worker whether this process runs the sweeps that contexts add */
  static for(worker: boolean): DynamicModule {
    return {
      module: ScheduleModule,
      providers: [
        { provide: Sweeps, inject: [Database], useFactory: (database: Database) => new Sweeps(database, worker) },
        ...(worker ? [SweepMetrics] : []),
      ],
      exports: [Sweeps],
    };
  }
}
