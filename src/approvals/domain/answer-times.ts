/**
 * What happens when nobody decides within this time after the request was opened. Whatever a flow says, a request lapses at
 * the start of its booking (AP-5): silence never approves.
 */
export interface NoAnswer {
  readonly afterHours: number;
  /**
   * Lapse: the vehicle becomes free early. Escalate: the people who manage the branch's bookings are emailed, and the request
   * keeps waiting.
   */
  readonly then: 'lapse' | 'escalate';
}

const HOUR_MS = 3_600_000;
/** Nobody is reminded of what they were emailed less than an hour ago. */
const FRESH_MS = HOUR_MS;

/** When a request that is opened now lapses and is escalated, and when its approvers are reminded. */
export function answerTimes(start: Date, noAnswer: NoAnswer | null, reminderHours: readonly number[], now: Date) {
  const due = noAnswer ? new Date(now.getTime() + noAnswer.afterHours * HOUR_MS) : start;
  const lapsesAt = noAnswer?.then === 'lapse' && due < start ? due : start;
  const reminders = reminderHours
    .map((hours) => new Date(lapsesAt.getTime() - hours * HOUR_MS))
    .filter((at) => at.getTime() > now.getTime() + FRESH_MS);
  return {
    lapsesAt,
    escalatesAt: noAnswer?.then === 'escalate' && due < start ? due : null,
    remindersAt: reminders.sort((one, other) => one.getTime() - other.getTime()),
  };
}
