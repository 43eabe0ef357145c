import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/domain-error.js';

export class CrossOrigin extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'cross_origin';
  static override readonly title = 'A change by cookie must come from this service’s own origin (send Origin).';
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cross-site request forgery: an unsafe method that carries a cookie, or that a browser sent, must come from our own
 * origin. Browsers always send `Origin` with a POST, and cannot be made to lie; other clients send no cookie.
 *
 * @throws CrossOrigin
 */
export function ensureSameOrigin(request: FastifyRequest, publicUrl: string): void {
  if (safe.has(request.method)) return;
  const { origin, cookie } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin !== undefined ? origin !== publicUrl : site !== undefined && site !== 'same-origin') throw new CrossOrigin();
  if (cookie !== undefined && origin === undefined && site === undefined) throw new CrossOrigin();
}
