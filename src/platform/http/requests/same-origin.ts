import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/domain-error.js';

export class CrossOrigin extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'cross_origin';
  static override readonly title =
    'Requests that use the session cookie must come from this site: send a matching Origin header.';
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cross-site request forgery: a request with an unsafe method that has a cookie, or that a browser sent, must come from our
 * own origin. Browsers always say where a POST comes from, in `Sec-Fetch-Site` (over HTTPS and on localhost) and in `Origin`
 * (`null` from a page that sends no referrer, as ours do), and no script can forge either.
 *
 * @throws CrossOrigin
 */
export function ensureSameOrigin(request: FastifyRequest, publicUrl: string): void {
  if (safe.has(request.method)) return;
  const { origin, cookie } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // With `Referrer-Policy: no-referrer`, a form sends `Origin: null` even to its own page; then `Sec-Fetch-Site` decides.
  if (origin === 'null' && site === 'same-origin') return;
  const foreignSite = site !== undefined && site !== 'same-origin';
  const foreignOrigin = origin !== undefined && origin !== publicUrl && !(origin === 'null' && site === 'same-origin');
  const untold = origin === undefined && site === undefined && cookie !== undefined;
  if (foreignSite || foreignOrigin || untold) throw new CrossOrigin();
}
