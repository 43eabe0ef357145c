import { DomainEvent } from '../platform/domain/domain-event.js';

/** A client was deleted, and with it everything that was given to it. */
export class ClientRemoved extends DomainEvent<{ clientId: string; name: string }> {
  static override readonly type = 'openid.client-removed';
}
