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
  static override readonly title = 'The booking’s start has passed: the request lapses.';
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

mapConstraint('flows_name', () => new FlowNameTaken());
