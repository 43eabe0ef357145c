import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

export const HOLDS_SECRET = 'motorpool:holds-secret';

/**
 * A route with a secret in its body or answer: a password, a token, a signed proof, an address that gives access. Its answer
 * is neither stored, so it takes no `Idempotency-Key`, nor compressed.
 */
export const HoldsSecret = () => applyDecorators(SetMetadata(HOLDS_SECRET, true), RouteConfig({ holdsSecret: true }));
