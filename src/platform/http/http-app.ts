import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import { type DynamicModule, UnsupportedMediaTypeException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Config } from '../config/config.js';
import { decodeCsv } from '../csv/decode-csv.js';
import { newId } from '../domain/ids.js';
import { useQuietLogger } from '../logging/quiet-logger.js';
import { compressAnswers } from './compression.js';
import { serveConsole } from './console-files.js';
import { addEntityTags } from './requests/entity-tags.js';
import { answerUnknownMethods } from './requests/known-methods.js';
import { serveOpenApi } from './openapi/openapi.js';
import { answerClientError, answerFrameworkError } from './problems/protocol-problems.js';
import { withRequestContext } from './requests/request-context.js';
import { readForwardedFor } from './requests/forwarded-for.js';
import { boundInputs } from './requests/input-bounds.js';
import { isApiRequest } from './requests/matched-route.js';
import { readImages } from './requests/reads.js';
import { logRequests } from './requests/request-log.js';
import { ensureSameOrigin } from './requests/same-origin.js';
import { trustIn } from './requests/trusted-proxies.js';
import { addSecurityHeaders } from './security-headers.js';

const BODY_LIMIT = 256 * 1024;
/** The caller handles a failed start: Nest would print it and end the process at once. */
export const factoryOptions = { bufferLogs: true, abortOnError: false, autoFlushLogs: false };
const REQUEST_ID = /^[\w-]{8,64}$/;

/** Builds the service with everything that runs before a controller. It does not listen yet. */
export async function createHttpApp(module: DynamicModule, config: Config): Promise<NestFastifyApplication> {
  const isTrusted = trustIn(config);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.values.TRUSTED_PROXIES.length > 0 ? config.values.TRUSTED_PROXIES : false,
    requestTimeout: 30_000,
    // Requests during the shutdown are answered normally: see drain.ts.
    return503OnClosing: false,
    // `boundInputs` refuses these names itself, as unknown fields.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerFrameworkError as never,
    clientErrorHandler: answerClientError as never,
    genReqId: ({ headers, socket }: IncomingMessage) => {
      const given = headers['x-request-id'];
      // Uses the proxy's request id, so that both logs have the same one. Ids from anyone else are ignored: they could belong
      // to another request.
      return typeof given === 'string' && REQUEST_ID.test(given) && isTrusted(socket.remoteAddress) ? given : newId();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, factoryOptions);
  useQuietLogger(app);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(cookie as never);
  addSecurityHeaders(fastify, { isHttps: config.publicUrl.startsWith('https:') });
  readForwardedFor(fastify);
  addRequestHooks(fastify, config);
  boundInputs(fastify);
  answerUnknownMethods(fastify);
  addEntityTags(fastify);
  compressAnswers(fastify);
  logRequests(fastify);
  readCsv(fastify);
  readImages(fastify);
  serveOpenApi(app, config);
  serveConsole(app);
  return app;
}

function addRequestHooks(fastify: FastifyInstance, config: Config): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    // A path that matches no route may still be meant for the API, in any spelling.
    if (isApiRequest(request) || request.is404) void reply.header('cache-control', 'no-store');
    withRequestContext({ requestId: request.id, address: request.ip, route: request.routeOptions.url }, done);
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    try {
      const { mediaType, crossOrigin } = (request.routeOptions.config ?? {}) as RouteTraits;
      if (!crossOrigin) ensureSameOrigin(request, config.publicUrl);
      if (isApiRequest(request)) ensureMediaType(request.headers, mediaType);
      done(null, payload);
    } catch (error) {
      done(error as Error);
    }
  });
}

/** The special properties of a route. */
interface RouteTraits {
  mediaType?: string | readonly string[];
  /** Other origins may call it, because it does not rely on our cookie alone. */
  crossOrigin?: boolean;
}

/**
 * The API only accepts JSON, or what a route names (`@Reads`, `@ReadsImage`): a form of another site can send none of these.
 */
function ensureMediaType(
  headers: Record<string, string | string[] | undefined>,
  wanted: string | readonly string[] = 'application/json',
): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody) return;
  const [given] = String(headers['content-type'] ?? '').split(';');
  if (![wanted].flat().includes(given!.trim().toLowerCase())) throw new UnsupportedMediaTypeException();
}

/** CSV arrives as bytes, in any encoding that spreadsheets write. */
function readCsv(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /;\s*charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
    try {
      done(null, decodeCsv(body as Buffer, charset));
    } catch {
      done(Object.assign(new Error('is not in the encoding that it names'), { statusCode: 400 }));
    }
  });
}
