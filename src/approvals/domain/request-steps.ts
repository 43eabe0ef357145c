/** One approval that a flow asks for. With a role, only approvers who have that role can give it. */
export interface FlowStep {
  readonly name: string;
  readonly approverRoleId: string | null;
}

/** The steps of a flow that names none: one approval by any approver of the branch. */
export const ONE_STEP: readonly FlowStep[] = [{ name: 'Approval', approverRoleId: null }];

/**
 * The state of a step in one request: it waits, somebody decided it, it was skipped because nobody in the branch could decide
 * it (AP-3), or it was approved at once because the booker could have decided it (AP-4).
 */
export interface RequestStep extends FlowStep {
  readonly state: 'waiting' | 'approved' | 'declined' | 'skipped' | 'automatic';
  readonly decidedBy: string | null;
  /** Whom the decider stood in for (AP-11). */
  readonly decidedFor: string | null;
  /** RFC 3339. */
  readonly decidedAt: string | null;
  readonly note: string | null;
}

/** Why a step cannot be decided, in a sentence. */
export const stepIs = ({ name, state }: Pick<RequestStep, 'name' | 'state'>): string =>
  ({
    waiting: `The step “${name}” is waiting for a decision.`,
    approved: `The step “${name}” has already been approved.`,
    declined: `The step “${name}” has already been declined.`,
    skipped: `The step “${name}” was skipped, because nobody could decide it.`,
    automatic: `The step “${name}” was approved automatically.`,
  })[state];

const undecided = { decidedBy: null, decidedFor: null, decidedAt: null, note: null } as const;

/**
 * The steps of a flow as they are when a booking is requested.
 *
 * @param approvers of each step, in the order of the steps
 */
export function planSteps(
  steps: readonly FlowStep[],
  approvers: readonly (readonly string[])[],
  bookerId: string,
  requireSecondPerson: boolean,
): RequestStep[] {
  return steps.map(({ name, approverRoleId }, index) => {
    const step = { name, approverRoleId, ...undecided };
    if (approvers[index]!.length === 0) return { ...step, state: 'skipped' };
    // If a second person is required and there is none, the booking waits until it lapses: the requirement is never skipped.
    const isOwn = !requireSecondPerson && approvers[index]!.includes(bookerId);
    return isOwn ? { ...step, state: 'automatic', decidedBy: bookerId } : { ...step, state: 'waiting' };
  });
}

/** The index of the step that waits, or undefined. */
export function waitingStep(steps: readonly RequestStep[]): number | undefined {
  const at = steps.findIndex(({ state }) => state === 'waiting');
  return at < 0 ? undefined : at;
}

/** Who could decide each step, by the index of the step. */
export type Approvers = ReadonlyMap<number, readonly string[]>;

/**
 * After a decision, skips the next steps that nobody can decide, up to one that somebody can (AP-3). Steps that are not in
 * `approvers` stay as they are.
 *
 * @param excluded people who may not decide: the booker, and anyone who has decided an earlier step
 */
export function skipUndecidable(
  steps: readonly RequestStep[],
  approvers: Approvers,
  excluded: readonly string[],
): RequestStep[] {
  const decidable = steps.findIndex(({ state }, at) => {
    if (state !== 'waiting') return false;
    return approvers.get(at)?.some((id) => !excluded.includes(id)) ?? true;
  });
  const until = decidable < 0 ? steps.length : decidable;
  return steps.map((step, at) => (step.state === 'waiting' && at < until ? { ...step, state: 'skipped' } : step));
}
