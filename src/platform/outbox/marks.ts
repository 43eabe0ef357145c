import type { Tx } from '../work/tx.js';

const WRITE = `
  INSERT INTO platform.handled_events (event_id, listener)
  SELECT event_id, listener FROM unnest($1::uuid[], $2::text[]) AS m(event_id, listener) ORDER BY event_id, listener
  ON CONFLICT DO NOTHING
  RETURNING event_id AS "eventId", listener`;

interface Mark {
  readonly eventId: string;
  readonly listener: string;
}

const keyOf = ({ eventId, listener }: Mark): string => `${eventId} ${listener}`;

/**
 * Marks in a transaction which listener has handled which event, so that it does so once. Marks from one turn of the event
 * loop are written in one statement and sorted, so that two relays with the same events do not deadlock.
 */
export class Marks {
  #waiting: Mark[] = [];
  #writing: Promise<Set<string>> | undefined;

  constructor(private readonly tx: Tx) {}

  /** Whether this listener handles this event for the first time. Marks it as handled, from the commit on. */
  async isFirst(eventId: string, listener: string): Promise<boolean> {
    const mark = { eventId, listener };
    this.#waiting.push(mark);
    this.#writing ??= Promise.resolve().then(() => this.#write());
    return (await this.#writing).has(keyOf(mark));
  }

  async #write(): Promise<Set<string>> {
    const marks = this.#waiting.splice(0);
    this.#writing = undefined;
    const values = [marks.map(({ eventId }) => eventId), marks.map(({ listener }) => listener)];
    return new Set((await this.tx.query<Mark & Record<string, unknown>>(WRITE, values)).map(keyOf));
  }
}
