import { DomainEvent } from '../platform/domain/domain-event.js';

/** A role of the organisation's own is gone; nobody had it. */
export class RoleDeleted extends DomainEvent<{ roleId: string; key: string; name: string }> {
  static override readonly type = 'access.role-deleted';
}
