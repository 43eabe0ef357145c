import type { TestApp } from './app.js';
import type { Given, GivenUser } from './given.js';

export interface Waiting {
  bookingId: string;
  requestId: string;
}

/** Bookings that wait, of one branch, one day after the other. */
export class GivenRequests {
  #day = 0;

  constructor(
    private readonly app: TestApp,
    private readonly given: Given,
  ) {}

  /** Somebody books what needs approval. */
  async by(booker: GivenUser, vehicleId: string, fields: object = {}): Promise<Waiting> {
    const wish = { ...(await this.given.wish(vehicleId, (this.#day += 1))), ...fields };
    const { id } = await booker.client.expect(201, 'POST', '/bookings', wish);
    return { bookingId: id as string, requestId: await this.of(id as string) };
  }

  async of(bookingId: string): Promise<string> {
    const { rows } = await this.app.db.query<{ id: string }>(
      'SELECT id FROM approvals.requests WHERE booking_id = $1 ORDER BY created_at DESC LIMIT 1',
      [bookingId],
    );
    return rows[0]!.id;
  }

  /** What somebody else sees who sees everything. */
  async booking(bookingId: string): Promise<{ state: string; approval: object }> {
    return this.app.admin.expect(200, 'GET', `/bookings/${bookingId}`);
  }

  /** The mails of a template that were written to somebody. */
  async mails(template: string, userId: string): Promise<number> {
    const { rows } = await this.app.db.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM notifications.mails WHERE template = $1 AND user_id = $2',
      [template, userId],
    );
    return rows[0]!.n;
  }
}

export const decide = (who: GivenUser, requestId: string, decision = 'approve', more: object = {}) =>
  who.client.post(`/approvals/${requestId}/decision`, { decision, ...more });

export const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
  `${status} ${body?.code ?? ''}`.trim();
