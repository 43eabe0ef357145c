import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ProblemClass } from '../domain/domain-error.js';
import { IdempotencyKeyInUse, IdempotencyKeyReused } from '../work/idempotency.js';
import { ANSWER, PROBLEMS, problemStatus } from './answers.js';
import { addCsv } from './csv-answer.js';
import { describeEntityTags } from './entity-tags.js';
import { MANY_EFFECTS } from './idempotency.interceptor.js';
import { PUBLIC } from './public.js';

export const problemSchema = {
  type: 'object' as const,
  description: 'RFC 9457 problem details. Branch on `code`, which is stable.',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const },
    status: { type: 'integer' as const },
    detail: { type: 'string' as const },
    code: { type: 'string' as const },
    instance: { type: 'string' as const },
    errors: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['field', 'code', 'message'],
        properties: {
          field: { type: 'string' as const },
          code: { type: 'string' as const },
          message: { type: 'string' as const },
        },
      },
    },
  },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any unique text: a repeated request with the same key gets the first answer, and nothing is done twice.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
};

type Responses = Record<string, { content?: object }>;
interface Operation {
  operationId?: string;
  parameters?: { in: string }[];
  requestBody?: object;
  responses: Responses;
  security?: object[];
}

/** Adds to every operation the refusals it may answer with: those of every route, and those it names itself. */
export function addProblems(app: NestFastifyApplication, document: OpenAPIObject): void {
  const routes = routesByOperation(app);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item) as [string, Operation][]) {
      const route = routes.get(operation.operationId ?? '');
      if (!route) continue;
      // What the interceptor does for every POST of somebody signed in, but for one with many effects.
      const once = method === 'post' && !route.public && !route.manyEffects;
      if (once) operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
      const preconditions = describeEntityTags(method, path, operation, route.answers);
      const codes = commonCodes(path, operation, route.public);
      const problems = [
        ...route.problems,
        ...preconditions,
        ...(once ? [IdempotencyKeyInUse, IdempotencyKeyReused] : []),
      ];
      for (const problem of problems) add(codes, problemStatus(problem), problem.code);
      for (const [status, known] of codes) operation.responses[status] ??= response(known);
      addCsv(operation);
      if (!route.public) operation.security = [{ session: [] }];
    }
  }
}

interface Route {
  public: boolean;
  manyEffects: boolean;
  problems: ProblemClass[];
  /** The schema of what it answers. */
  answers: unknown;
}

function routesByOperation(app: NestFastifyApplication): Map<string, Route> {
  const scanner = new MetadataScanner();
  const routes = new Map<string, Route>();
  for (const { metatype } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, object>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name]!;
      const isPublic = Reflect.getMetadata(PUBLIC, handler) === true || Reflect.getMetadata(PUBLIC, metatype) === true;
      const problems = (Reflect.getMetadata(PROBLEMS, handler) ?? []) as ProblemClass[];
      const manyEffects = Reflect.getMetadata(MANY_EFFECTS, handler) === true;
      const answers: unknown = Reflect.getMetadata(ANSWER, handler);
      const operationId = `${metatype.name.replace(/Controller$/, '')}_${name}`;
      routes.set(operationId, { public: isPublic, manyEffects, problems, answers });
    }
  }
  return routes;
}

function commonCodes(path: string, operation: Operation, isPublic: boolean): Map<number, Set<string>> {
  const codes = new Map<number, Set<string>>();
  if (!isPublic) {
    add(codes, 401, 'unauthenticated');
    add(codes, 403, 'forbidden');
  }
  if (path.includes('{')) add(codes, 404, 'not_found');
  if (operation.parameters?.length || operation.requestBody) add(codes, 422, 'invalid_input');
  if (operation.requestBody) {
    for (const [status, code] of [
      [400, 'unreadable_request'],
      [413, 'too_large'],
      [415, 'unsupported_media_type'],
    ] as const)
      add(codes, status, code);
  }
  add(codes, 403, 'cross_origin');
  add(codes, 503, 'unavailable');
  return codes;
}

function add(codes: Map<number, Set<string>>, status: number, code: string): void {
  codes.set(status, (codes.get(status) ?? new Set()).add(code));
}

const response = (codes: Set<string>) => ({
  description: [...codes].map((code) => `\`${code}\``).join(', '),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
