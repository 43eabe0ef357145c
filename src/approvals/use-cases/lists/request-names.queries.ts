import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { type CompletesAnswers, withMembers } from '../../../platform/http/answer-maker.js';
import { NAMES } from '../approvals.sql.js';

interface DecidedRequest {
  id: string;
}
type DecidedRequests = { items: readonly { request: DecidedRequest | null }[] };

/** Adds the names behind their ids to requests that were just decided: one statement, however many they are. */
@Injectable()
export class RequestNameQueries implements CompletesAnswers<DecidedRequest | DecidedRequests> {
  constructor(private readonly database: Database) {}

  async complete(result: DecidedRequest | DecidedRequests): Promise<object> {
    const requests = 'items' in result ? result.items.flatMap(({ request }) => request ?? []) : [result];
    const rows = await this.database.query<{ id: string }>(NAMES, [requests.map(({ id }) => id)]);
    const names = new Map(rows.map((row) => [row.id, row]));
    const whole = (request: DecidedRequest) => withMembers(request, names.get(request.id) ?? {});
    if (!('items' in result)) return whole(result);
    return { items: result.items.map((item) => ({ ...item, request: item.request && whole(item.request) })) };
  }
}
