import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { type DynamicModule, UnsupportedMediaTypeException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { Config } from '../config/config.js';
import { newId } from '../domain/ids.js';
import { addNotModified } from './entity-tags.js';
import { answerUnknownMethods } from './known-methods.js';
import { serveOpenApi } from './openapi.js';
import { answerClientError, answerFrameworkError } from './protocol-problems.js';
import { withRequestContext } from './request-context.js';
import { logRequests } from './request-log.js';
import { ensureSameOrigin } from './same-origin.js';

const BODY_LIMIT = 256 * 1024;
/** A failure to start is the caller's to tell, and to clean up after: Nest would print it and end the process at once. */
export const factoryOptions = { bufferLogs: true, abortOnError: false, autoFlushLogs: false };
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const REQUEST_ID = /^[\w-]{8,64}$/;

/** Builds the service with everything that a request passes before it meets a controller. It does not listen yet. */
export async function createHttpApp(module: DynamicModule, config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.values.TRUSTED_PROXIES.length > 0 ? config.values.TRUSTED_PROXIES : false,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerFrameworkError as never,
    clientErrorHandler: answerClientError as never,
    genReqId: (request: { headers: Record<string, unknown> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, factoryOptions);
  app.useLogger(app.get(Logger));
  app.flushLogs();
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(cookie as never);
  await fastify.register(helmet as never, securityHeaders(config.publicUrl.startsWith('https:')) as never);
  addRequestHooks(fastify, config);
  answerUnknownMethods(fastify);
  addNotModified(fastify);
  logRequests(fastify);
  readCsv(fastify);
  serveOpenApi(app, config);
  return app;
}

function addRequestHooks(fastify: FastifyInstance, config: Config): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    withRequestContext({ requestId: request.id }, done);
  });
  // Swagger UI styles its page inline; it shows nothing but our own document.
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (/^\/docs(\/|$)/.test(request.url)) void reply.header('content-security-policy', DOCS_POLICY);
    done();
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    try {
      const { mediaType, crossOrigin } = (request.routeOptions.config ?? {}) as RouteTraits;
      if (!crossOrigin) ensureSameOrigin(request, config.publicUrl);
      ensureMediaType(request.url, request.headers, mediaType);
      done(null, payload);
    } catch (error) {
      done(error as Error);
    }
  });
}

/** What a route says of itself, where it is unlike the others. */
interface RouteTraits {
  mediaType?: string;
  /** It is called from other origins, and does not go by our cookie alone. */
  crossOrigin?: boolean;
}

/** The API reads JSON, or the one type that a route names (`@Reads`): a form of another site can send neither. */
function ensureMediaType(
  url: string,
  headers: Record<string, string | string[] | undefined>,
  wanted = 'application/json',
): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody || !url.startsWith('/api/')) return;
  const [given] = String(headers['content-type'] ?? '').split(';');
  if (given!.trim().toLowerCase() !== wanted) throw new UnsupportedMediaTypeException();
}

/** CSV comes as text. What is not UTF-8 is refused: names in it would be stored as something else. */
function readCsv(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer));
    } catch {
      done(Object.assign(new Error('not UTF-8'), { statusCode: 400 }));
    }
  });
}

function securityHeaders(https: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
  };
}
