import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Sweeps } from './sweeps.js';

@Global()
@Module({})
export class ScheduleModule {
  /** @param worker whether this process runs the sweeps that contexts add */
  static for(worker: boolean): DynamicModule {
    return {
      module: ScheduleModule,
      providers: [{ provide: Sweeps, useFactory: () => new Sweeps(worker) }],
      exports: [Sweeps],
    };
  }
}
