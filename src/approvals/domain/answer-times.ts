/**
 * What happens when nobody answers for so long after the request was opened. Whatever a flow says, a request lapses at the
 * start of its booking (AP-5): silence is never a yes.
 */
export interface NoAnswer {
  readonly afterHours: number;
  /** Lapse: the vehicle is freed early. Escalate: those who manage the branch's bookings are told, and it goes on waiting. */
  readonly then: 'lapse' | 'escalate';
}

const HOUR_MS = 3_600_000;
/** Nobody needs to be reminded of what they were told within the hour. */
const FRESH_MS = HOUR_MS;

/** When a request that is opened now lapses, is escalated, and is recalled to its approvers. */
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
