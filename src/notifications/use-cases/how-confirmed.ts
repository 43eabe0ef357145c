type ApprovalOutcome = 'none' | 'skipped' | 'automatic' | 'decided';

const HOW: Record<ApprovalOutcome, string> = {
  none: 'No approval was needed.',
  skipped: 'It needed approval, but the branch has no approver. This is recorded on the booking.',
  automatic: 'It was approved automatically because the booker is an approver. This is recorded on the booking.',
  decided: 'An approver has approved it.',
};
const HOW_ALL: Record<ApprovalOutcome, string> = {
  none: 'No approval was needed.',
  skipped: 'They needed approval, but the branch has no approver. This is recorded on each booking.',
  automatic: 'They were approved automatically because the booker is an approver. This is recorded on each booking.',
  decided: 'An approver has approved them.',
};

/** How a booking was confirmed, in a sentence. */
export const howConfirmed = (approval: ApprovalOutcome): string => HOW[approval];

/** The same for several bookings; null if they differ. */
export function howAll(approvals: readonly ApprovalOutcome[]): string | null {
  const [first] = approvals;
  return first && approvals.every((each) => each === first) ? HOW_ALL[first] : null;
}
