import type { FastifyRequest } from 'fastify';
import { deviceOf } from '../../domain/device.js';

/** Where a request comes from, as sign-ins are counted and remembered by: the client's address, and its device in words. */
export const originOf = (request: FastifyRequest) => ({
  address: request.ip,
  device: deviceOf(request.headers['user-agent']),
});
