import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError } from '../../platform/domain/domain-error.js';

/** AP-7: the first decision wins; the second is told what was decided, and by whom. */
export class AlreadyDecided extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'already_decided';
  static override readonly title = 'This request is not open any more.';
}

/** AP-5: there is nothing left to decide once the booking should have begun. */
export class TooLateToDecide extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'too_late_to_decide';
  static override readonly title = 'The time to decide has passed: the request lapses.';
}

export class CannotDecideOwn extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'cannot_decide_own';
  static override readonly title = 'Nobody decides a request of their own.';
}

export class FlowNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'flow_name_taken';
  static override readonly title = 'Another approval flow has this name.';
}

/** A flow that vehicles carry stays: take it from them first. */
export class FlowInUse extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'flow_in_use';
  static override readonly title = 'Vehicles carry this approval flow.';
}

/** AP-10: no such link, or one that was used, is too old, or is not its reader's any more. */
export class DecisionLinkSpent extends DomainError {
  static override readonly kind = 'gone';
  static override readonly code = 'decision_link_spent';
  static override readonly title = 'This link decides nothing any more.';
}

mapConstraint('flows_name', () => new FlowNameTaken());
