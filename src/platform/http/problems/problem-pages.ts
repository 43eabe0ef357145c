import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDetails } from './problem-details.js';

type Show = (reply: FastifyReply, problem: ProblemDetails) => void;

/** Addresses for programs only, regardless of their `Accept` header. */
const FOR_PROGRAMS = /^\/(?:api|oidc|health|metrics|openapi\.\w+)(?:\/|\?|$)/;

let show: Show | undefined;

/** Registers the function that shows an error as a page. */
export function showProblemsBy(page: Show): void {
  show = page;
}

/** Shows the error as a page if a browser asked for one. @returns whether it did */
export function shownAsPage(request: FastifyRequest, reply: FastifyReply, problem: ProblemDetails): boolean {
  if (!show || FOR_PROGRAMS.test(request.url) || !prefersHtml(request.headers.accept)) return false;
  show(reply, problem);
  return true;
}

/** Browsers list HTML first; clients that accept anything get a problem document. */
export function prefersHtml(accept: string | undefined): boolean {
  const quality = (wanted: RegExp) => {
    const found = (accept ?? '').split(',').find((part) => wanted.test(part.trim()));
    return found ? Number(/;\s*q=([\d.]+)/i.exec(found)?.[1] ?? 1) : 0;
  };
  const html = quality(/^text\/html\b/i);
  return html > 0 && html >= quality(/^application\/(?:problem\+)?json\b/i);
}
