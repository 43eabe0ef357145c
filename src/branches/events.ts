import { DomainEvent } from '../platform/domain/domain-event.js';

export type BelongingKind = 'group' | 'location' | 'accessory';

/**
 * A group, location or accessory leaves these branches; if it is deleted, all of its branches. Handled before the commit: a
 * context that still uses it there refuses.
 */
export class BelongingWithdrawn extends DomainEvent<{
  kind: BelongingKind;
  belongingId: string;
  branchIds: string[];
}> {
  static override readonly type = 'branches.belonging-withdrawn';
}
