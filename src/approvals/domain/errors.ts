import { mapConstraint } from '../../platform/domain/constraint-errors.js';
import { DomainError } from '../../platform/domain/domain-error.js';

/** AP-7: the first decision wins. The second approver is told what was decided and by whom. */
export class AlreadyDecided extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'already_decided';
  static override readonly title = 'This request is no longer waiting for a decision.';
}

/** AP-5: nothing can be decided after the start of the booking. */
export class TooLateToDecide extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'too_late_to_decide';
  static override readonly title = 'It is too late to decide: the request has lapsed.';
}

export class CannotDecideOwn extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'cannot_decide_own';
  static override readonly title = 'You cannot decide your own request.';
}

export class FlowNameTaken extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'flow_name_taken';
  static override readonly title = 'Another approval flow has this name.';
}

/** A flow cannot be deleted while vehicles use it. */
export class FlowInUse extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'flow_in_use';
  static override readonly title = 'Vehicles use this approval flow. Assign them another one first.';
}

/** AP-10: the link does not exist, was used, has expired, or its reader is no longer an approver. */
export class DecisionLinkSpent extends DomainError {
  static override readonly kind = 'gone';
  static override readonly code = 'decision_link_spent';
  static override readonly title = 'This link can no longer be used to decide.';
}

mapConstraint('flows_name', () => new FlowNameTaken());
