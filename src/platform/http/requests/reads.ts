import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

/** A route whose body is not JSON but of this one type. */
export const Reads = (mediaType: 'text/csv') => applyDecorators(RouteConfig({ mediaType }), ApiConsumes(mediaType));

const IMAGES = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** A route whose body is an image of at most so many bytes; the route gets it unchanged. */
export const ReadsImage = (bodyLimit: number) =>
  applyDecorators(
    RouteConfig({ mediaType: IMAGES, bodyLimit }),
    ApiConsumes(...IMAGES),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
  );

/** Passes settings of single routes to Fastify, and adds the parser for images. */
export function readImages(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: number };
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
  fastify.addContentTypeParser([...IMAGES], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
