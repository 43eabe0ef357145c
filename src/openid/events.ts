import { DomainEvent } from '../platform/domain/domain-event.js';

/** A client was deleted with all of its grants and tokens. */
export class ClientRemoved extends DomainEvent<{ clientId: string; name: string }> {
  static override readonly type = 'openid.client-removed';
}
