import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

export const HOLDS_SECRET = 'motorpool:holds-secret';

/**
 * A route whose body or answer holds a secret: a password, a token, a signed proof, an address that opens something.
 * Its answer is not stored, so it takes no `Idempotency-Key`, and it is not compressed.
 */
export const HoldsSecret = () => applyDecorators(SetMetadata(HOLDS_SECRET, true), RouteConfig({ holdsSecret: true }));
