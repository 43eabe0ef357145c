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

/** Who could decide each step, by its place. */
export type Approvers = ReadonlyMap<number, readonly string[]>;

/**
 * A step is decided, and the next ones are to wait: those that nobody is left to decide are skipped, from the next on, up to
 * one that somebody can decide (AP-3). Steps whose approvers are not told are left as they are.
 *
 * @param excluded who has no say: the booker, and anyone who has decided an earlier step
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
