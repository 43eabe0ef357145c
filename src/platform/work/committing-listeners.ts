import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { DomainEvent } from '../domain/domain-event.js';
import { committingEvent } from './listeners.js';
import type { Tx } from './tx.js';

type CommittingListener = (event: DomainEvent, tx: Tx) => Promise<void>;

/** Calls every `@OnCommitting` method, inside the transaction that raised the event. */
@Injectable()
export class CommittingListeners implements OnModuleInit {
  readonly #listeners = new Map<string, CommittingListener[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders() as { instance?: Record<string, CommittingListener> }[]) {
      if (!instance || typeof instance !== 'object') continue;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const event = committingEvent(instance[name]);
        if (!event) continue;
        const listener: CommittingListener = (told, tx) => instance[name]!(told, tx);
        this.#listeners.set(event.type, [...(this.#listeners.get(event.type) ?? []), listener]);
      }
    }
  }

  /** Delivers all raised events, and those that listeners raise in turn, until none is left. */
  async tellAll(tx: Tx): Promise<void> {
    for (let next = 0; next < tx.events.length; next += 1) {
      const event = tx.events[next]!;
      for (const listen of this.#listeners.get(event.type) ?? []) await listen(event, tx);
    }
  }
}
