import { DomainEvent } from '../platform/domain/domain-event.js';

/** One of the organisation's own roles was deleted. Nobody had it. */
export class RoleDeleted extends DomainEvent<{ roleId: string; key: string; name: string }> {
  static override readonly type = 'access.role-deleted';
}
