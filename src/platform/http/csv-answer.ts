import { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator, type ExecutionContext, HttpCode, StreamableFile } from '@nestjs/common';
import { ApiExtension, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CsvColumn, csvPieces } from '../csv/write-csv.js';

const CSV = 'text/csv';
const content = { [CSV]: { schema: { type: 'string' as const } } };

/** A route that answers a CSV file: UTF-8 with a byte order mark, headings in the first line, formulas disarmed. */
export const AnswersCsv = (description: string) =>
  applyDecorators(HttpCode(200), ApiResponse({ status: 200, description, content }));

export const ALSO_CSV = 'x-also-csv';

/** A route that answers JSON, or the same as a CSV file if the client accepts `text/csv`. */
export const AlsoCsv = () => ApiExtension(ALSO_CSV, true);

/** Adds CSV to the document, which already describes the JSON. */
export function addCsv(operation: { responses: Record<string, { content?: object }> }): void {
  const marked = operation as typeof operation & { [ALSO_CSV]?: boolean };
  if (!marked[ALSO_CSV]) return;
  operation.responses[200]!.content = { ...operation.responses[200]!.content, ...content };
  delete marked[ALSO_CSV];
}

/** Whether the client prefers CSV to JSON or accepts them equally. A client that accepts anything gets JSON. */
export function prefersCsv(accept: string | undefined): boolean {
  const quality = (wanted: RegExp) => {
    const found = (accept ?? '').split(',').find((part) => wanted.test(part.trim()));
    return found ? Number(/;\s*q=([\d.]+)/i.exec(found)?.[1] ?? 1) : 0;
  };
  const csv = quality(/^text\/csv\b/i);
  return csv > 0 && csv >= quality(/^application\/(json\b|\*)/i);
}

/** For an `@AlsoCsv` route: whether to answer CSV. */
export const WantsCsv = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const http = context.switchToHttp();
  http.getResponse<FastifyReply>().header('vary', 'accept');
  return prefersCsv(http.getRequest<FastifyRequest>().headers.accept);
});

/**
 * A CSV file that is written while it is sent, so that even a long one is never in memory as a whole. It waits for the first
 * batch, so that an error there is answered normally; an error in a later batch ends the connection.
 */
export async function csvFile<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  batches: AsyncGenerator<readonly Row[]>,
): Promise<StreamableFile> {
  const first = await batches.next();
  async function* all(): AsyncGenerator<readonly Row[]> {
    if (first.done) return;
    yield first.value;
    yield* batches;
  }
  const pieces = Readable.from(csvPieces(columns, all()), { objectMode: false });
  return new StreamableFile(pieces, {
    type: `${CSV}; charset=utf-8`,
    disposition: `attachment; filename="${name}.csv"`,
  });
}
