/** One step of a flow: somebody's yes. With a role, only those approvers of the branch whom that role makes approvers. */
export interface FlowStep {
  readonly name: string;
  readonly approverRoleId: string | null;
}

/** What a flow has whose maker named no steps: one yes, by any approver of the branch. */
export const ONE_STEP: readonly FlowStep[] = [{ name: 'Approval', approverRoleId: null }];

/**
 * What became of a step of one request: it waits, somebody decided, it was passed over because the branch has nobody who
 * could (AP-3), or it was approved at once because the booker is one of those who could (AP-4).
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

const undecided = { decidedBy: null, decidedFor: null, decidedAt: null, note: null } as const;

/**
 * How a flow's steps stand at the moment when a booking is asked for.
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
    // Where a second person is demanded and there is none, the booking waits, and lapses: a demand is never skipped.
    const isOwn = !requireSecondPerson && approvers[index]!.includes(bookerId);
    return isOwn ? { ...step, state: 'automatic', decidedBy: bookerId } : { ...step, state: 'waiting' };
  });
}

/** The step that waits for somebody: its place, or undefined where none does. */
export function waitingStep(steps: readonly RequestStep[]): number | undefined {
  const at = steps.findIndex(({ state }) => state === 'waiting');
  return at < 0 ? undefined : at;
}
