import { type DynamicModule, Module } from '@nestjs/common';
import { ApprovalsApi } from './use-cases/approvals-api.js';

@Module({ providers: [ApprovalsApi], exports: [ApprovalsApi] })
export class ApprovalsModule {
  /** @param worker whether this process also lapses what nobody decided */
  static for(_worker: boolean): DynamicModule {
    return { module: ApprovalsModule };
  }
}
