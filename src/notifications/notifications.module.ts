import { type DynamicModule, Module } from '@nestjs/common';

@Module({})
export class NotificationsModule {
  /** @param worker whether this process delivers mail, or only answers for its history */
  static for(_worker: boolean): DynamicModule {
    return { module: NotificationsModule };
  }
}
