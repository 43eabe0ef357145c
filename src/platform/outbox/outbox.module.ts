import { Module } from '@nestjs/common';
import { Housekeeping } from './housekeeping.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxRelay } from './outbox-relay.js';

/** The worker's half of the outbox, which delivers. The unit of work writes the events. */
@Module({ providers: [OutboxBell, OutboxRelay, Housekeeping] })
export class OutboxModule {}
