import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { OutboxWaker } from '../outbox/outbox-waker.js';
import { CommittingListeners } from './committing-listeners.js';
import { PersonalData } from './personal-data.js';
import { UnitOfWork } from './unit-of-work.js';

@Global()
@Module({
  imports: [DiscoveryModule, EventEmitterModule.forRoot()],
  providers: [OutboxWaker, CommittingListeners, UnitOfWork, PersonalData],
  exports: [UnitOfWork, PersonalData],
})
export class WorkModule {}
