import { Module } from '@nestjs/common';
import { Housekeeping } from './housekeeping.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxStore } from './outbox-store.js';

/** The worker's half of the outbox: delivering. Telling is the unit of work's. */
@Module({ providers: [OutboxStore, OutboxBell, OutboxRelay, Housekeeping], exports: [OutboxStore] })
export class OutboxModule {}
