import type { FastifyRequest } from 'fastify';

/**
 * Whether a request is for the API, by its matched route. Never use the sent path: `/%61pi/v1/me` is the same as
 * `/api/v1/me`.
 */
export const isApiRequest = ({ routeOptions }: FastifyRequest): boolean => isApiRoute(routeOptions.url);

export const isApiRoute = (route: string | undefined): boolean => route?.startsWith('/api/') ?? false;
