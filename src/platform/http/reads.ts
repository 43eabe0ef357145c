import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';

/** A route whose body is not JSON but of this one type. */
export const Reads = (mediaType: 'text/csv') => applyDecorators(RouteConfig({ mediaType }), ApiConsumes(mediaType));
