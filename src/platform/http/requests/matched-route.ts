import type { FastifyRequest } from 'fastify';

/**
 * Whether a request is one of the API's, by the route that was found for it. Never ask the address that was sent: there
 * `/%61pi/v1/me` is the same as `/api/v1/me`.
 */
export const isApiRequest = ({ routeOptions }: FastifyRequest): boolean => isApiRoute(routeOptions.url);

export const isApiRoute = (route: string | undefined): boolean => route?.startsWith('/api/') ?? false;
