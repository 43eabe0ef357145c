import './api-title.js';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule, PermissionGuard } from './access/index.js';
import { ApprovalsModule } from './approvals/index.js';
import { BookingsModule } from './bookings/index.js';
import { BranchesModule } from './branches/index.js';
import { FleetModule } from './fleet/index.js';
import { AuthenticationGuard, IdentityModule } from './identity/index.js';
import { NotificationsModule } from './notifications/index.js';
import { OpenidModule } from './openid/index.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { CryptoModule } from './platform/crypto/crypto.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { LimitsModule } from './platform/limits/limits.module.js';
import { LoggingModule } from './platform/logging/logging.module.js';
import { OutboxModule } from './platform/outbox/outbox.module.js';
import { ScheduleModule } from './platform/schedule/schedule.module.js';
import { WorkModule } from './platform/work/work.module.js';

/** What a process does: answer requests, deliver events and run jobs, or both. */
export type ProcessRole = 'api' | 'worker' | 'all';

@Module({})
export class AppModule {
  static for(role: ProcessRole, config: Config): DynamicModule {
    const worker = role !== 'api';
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        LoggingModule,
        DatabaseModule,
        CryptoModule,
        WorkModule,
        ScheduleModule.for(worker),
        LimitsModule,
        HttpModule,
        HealthModule,
        AccessModule,
        BranchesModule,
        IdentityModule,
        OpenidModule,
        FleetModule,
        ApprovalsModule,
        BookingsModule,
        NotificationsModule.for(worker),
        ...(worker ? [OutboxModule] : []),
      ],
      providers: [
        // The order matters: authentication first, then permission.
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useClass: PermissionGuard },
      ],
    };
  }
}
