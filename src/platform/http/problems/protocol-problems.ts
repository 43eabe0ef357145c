import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../domain/ids.js';
import { problemOf } from './problem-details.js';
import { shownAsPage } from './problem-pages.js';

/** The same problem document for requests that never reach a route. */
function protocolProblem(statusCode: number, requestId: string): string {
  return JSON.stringify({ ...problemOf({ statusCode }), instance: `urn:motorpool:request:${requestId}` });
}

const TYPE = 'application/problem+json; charset=utf-8';

/** No hook has set the usual headers yet. The page needs its style sheet and an empty icon. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Fastify's own errors before any hook or filter runs, such as an address that is not UTF-8. */
export function answerFrameworkError(
  error: { statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 400;
  void reply.headers({ ...HEADERS, 'x-request-id': request.id });
  if (shownAsPage(request, reply, problemOf({ statusCode: status })!)) return;
  void reply.status(status).header('content-type', TYPE).send(protocolProblem(status, request.id));
}

/** Errors of Node's HTTP parser: there is no request yet, only a socket to answer and close. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // The client has closed the connection.
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
  const requestId = newId();
  const body = protocolProblem(status, requestId);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
