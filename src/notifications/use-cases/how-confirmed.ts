type Approval = 'none' | 'skipped' | 'automatic' | 'decided';

const HOW: Record<Approval, string> = {
  none: 'It needs no approval.',
  skipped:
    'It would have needed approval, but the branch has nobody who could give it; that is recorded on the booking.',
  automatic: 'It was approved at once, as the booker approves for this branch; that is recorded on the booking.',
  decided: 'An approver has approved it.',
};
const HOW_ALL: Record<Approval, string> = {
  none: 'They need no approval.',
  skipped: 'They would have needed approval, but the branch has nobody who could give it; that is recorded on each.',
  automatic: 'They were approved at once, as the booker approves for this branch; that is recorded on each.',
  decided: 'An approver has approved them.',
};

/** How a booking came to be certain, in a sentence. */
export const howConfirmed = (approval: Approval): string => HOW[approval];

/** The same of several, where it is the same. */
export function howAll(approvals: readonly Approval[]): string | null {
  const [first] = approvals;
  return first && approvals.every((each) => each === first) ? HOW_ALL[first] : null;
}
