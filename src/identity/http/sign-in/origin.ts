import type { FastifyRequest } from 'fastify';
import { deviceOf } from '../../domain/device.js';

/** The origin of a request, by which sign-ins are counted and recorded: the client's address, and its device in words. */
export const originOf = (request: FastifyRequest) => ({
  address: request.ip,
  device: deviceOf(request.headers['user-agent']),
});
