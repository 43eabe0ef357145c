import { HttpException } from '@nestjs/common';
import { DomainError, type ProblemKind } from '../../domain/domain-error.js';

export const statusOfKind: Readonly<Record<ProblemKind, number>> = {
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  invalid: 422,
  too_many: 429,
  unavailable: 503,
};

/** An RFC 9457 problem document; `code` is what clients branch on. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  [member: string]: unknown;
}

/** The framework's own errors: status → our stable code and words. */
const frameworkProblems: Readonly<Record<number, { code: string; title: string }>> = {
  400: { code: 'unreadable_request', title: 'The request cannot be read.' },
  401: { code: 'unauthenticated', title: 'Sign in first.' },
  403: { code: 'forbidden', title: 'You are not allowed to do this.' },
  404: { code: 'not_found', title: 'Not found, or you don’t have access.' },
  405: { code: 'method_not_allowed', title: 'This URL does not support that method.' },
  413: { code: 'too_large', title: 'The body is larger than 256 KiB.' },
  414: { code: 'too_large', title: 'The URL is too long.' },
  415: {
    code: 'unsupported_media_type',
    title: 'The body must be JSON (application/json), unless the documentation of the route says otherwise.',
  },
  429: { code: 'too_many_requests', title: 'Too many requests.' },
  431: { code: 'too_large', title: 'The headers are too large.' },
};

/** The words for the framework's own errors, by status: the same code means different things for a body and an address. */
export const frameworkTitle = (status: number): string | undefined => frameworkProblems[status]?.title;

/** Every code of the framework's own errors, for docs/problems.md. */
export const frameworkCodes = [...new Set(Object.values(frameworkProblems).map(({ code }) => code)), 'internal_error'];

/** The problem document for an error; null if it is our own error, about which nothing may be revealed. */
export function problemOf(error: unknown): ProblemDetails | null {
  if (error instanceof DomainError) {
    const { kind, code, title } = error.problem;
    const detail = error.message || undefined;
    return { type: typeOf(code), title, status: statusOfKind[kind], detail, code, ...error.members };
  }
  const status = frameworkStatus(error);
  if (status === null || status >= 500) return null;
  const { code, title } = frameworkProblems[status] ?? frameworkProblems[400]!;
  return { type: typeOf(code), title, status, code };
}

export const internalProblem: ProblemDetails = {
  type: 'urn:motorpool:problem:internal_error',
  title: 'Something went wrong on our side. Search the logs for the request id.',
  status: 500,
  code: 'internal_error',
};

export const typeOf = (code: string) => `urn:motorpool:problem:${code}`;

function frameworkStatus(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : null;
}
