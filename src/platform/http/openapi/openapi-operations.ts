import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ProblemClass } from '../../domain/domain-error.js';
import { IdempotencyKeyInUse, IdempotencyKeyReused } from '../../work/idempotency.js';
import { parameterDocOf, refusalsOf } from './api-docs.js';
import { ANSWER } from '../answer-maker.js';
import { PROBLEMS, problemStatus } from '../answers.js';
import { addCsv } from '../csv-answer.js';
import { describeEntityTags, TAGGED } from '../requests/entity-tags.js';
import { HOLDS_SECRET } from '../holds-secret.js';
import { MANY_EFFECTS } from '../requests/idempotency.interceptor.js';
import { type OperationDoc, callersOf, operationDocOf } from './operation-docs.js';
import { type Refusals, RefusalResponses } from './openapi-problems.js';
import type { SchemaComponents } from './openapi-schemas.js';
import type { Examples, Json } from './openapi-words.js';
import { frameworkTitle } from '../problems/problem-details.js';
import { PREVIEW } from '../preview.js';
import { PUBLIC } from '../public.js';

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any unique text. If you repeat the request with the same key, you get the first response, and nothing is done twice.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
  example: '0b5d1f0e-6c1c-4a40-9f0a-5f1d8a5e2f11',
};

type Responses = Record<string, { content?: object }>;
interface DraftOperation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { in: string }[];
  requestBody?: object;
  responses: Responses;
  security?: object[];
}

/** Adds to every operation its name, its headers, and the refusals it may answer with: those of every route, and its own. */
export function describeOperations(
  app: NestFastifyApplication,
  document: OpenAPIObject,
  schemas: SchemaComponents,
  examples: Examples,
): void {
  const refusals = new RefusalResponses(schemas, examples);
  const routes = routesByOperation(app);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item) as [string, DraftOperation][]) {
      const route = routes.get(operation.operationId ?? '');
      if (!route) continue;
      Object.assign(operation, wordsOf(route));
      // The interceptor does this for every POST of a signed-in person, except on routes with several effects or none.
      const once = method === 'post' && !route.public && !route.manyEffects && !route.preview;
      if (once) operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
      const preconditions = describeEntityTags(method, path, operation, route);
      const codes = commonCodes(method, path, operation, route.public);
      const problems = [
        ...route.problems,
        ...refusalsOf(route.doc?.operationId ?? ''),
        ...preconditions,
        ...(once ? [IdempotencyKeyInUse, IdempotencyKeyReused] : []),
      ];
      for (const problem of problems) add(codes, problemStatus(problem), problem.code, problem.title);
      for (const [status, known] of codes) operation.responses[status] ??= refusals.of(status, known);
      addExamples(operation, examples);
      describeParameters(operation, examples);
      addCsv(operation);
      const scope = method === 'get' ? 'api:read' : 'api:write';
      operation.security = route.public ? [] : [{ session: [] }, { oauth2: [scope] }];
    }
  }
}

/** The summary and description for people. */
const wordsOf = ({ doc, callers, public: isPublic, id }: Route) => ({
  operationId: doc?.operationId ?? id,
  summary: doc?.summary ?? '',
  description: [doc?.description, isPublic ? 'No sign-in needed.' : callers].filter(Boolean).join(' '),
  tags: doc ? [doc.tag] : [],
});

interface Route {
  id: string;
  doc: (OperationDoc & { tag: string }) | undefined;
  callers: string | undefined;
  public: boolean;
  manyEffects: boolean;
  problems: ProblemClass[];
  /** The schema of its answer. */
  answers: unknown;
  tagged: boolean;
  preview: boolean;
}

function routesByOperation(app: NestFastifyApplication): Map<string, Route> {
  const scanner = new MetadataScanner();
  const routes = new Map<string, Route>();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  for (const { metatype } of controllers) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, object>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name]!;
      const isPublic = Reflect.getMetadata(PUBLIC, handler) === true || Reflect.getMetadata(PUBLIC, metatype) === true;
      const problems = (Reflect.getMetadata(PROBLEMS, handler) ?? []) as ProblemClass[];
      const manyEffects = [MANY_EFFECTS, HOLDS_SECRET].some((key) => Reflect.getMetadata(key, handler) === true);
      const answers: unknown = Reflect.getMetadata(ANSWER, handler);
      const tagged = Reflect.getMetadata(TAGGED, handler) === true;
      const preview = Reflect.getMetadata(PREVIEW, handler) === true;
      const id = `${metatype.name}.${name}`;
      const [doc, callers] = [operationDocOf(metatype, name), callersOf(handler)];
      routes.set(id, { id, doc, callers, public: isPublic, manyEffects, problems, answers, tagged, preview });
    }
  }
  return routes;
}

/** Adds examples to the request and to the successful answers. */
function addExamples({ requestBody, responses }: DraftOperation, examples: Examples): void {
  const fine = Object.entries(responses).flatMap(([status, response]) => (Number(status) < 300 ? [response] : []));
  for (const { content } of [requestBody ?? {}, ...fine] as { content?: Record<string, { schema: Json }> }[]) {
    const json = content?.['application/json'];
    if (json) Object.assign(json, { examples: examples.for(json.schema) });
  }
}

interface DraftParameter {
  in: string;
  name: string;
  description?: string;
  example?: unknown;
  schema: Json;
}

function describeParameters({ operationId = '', parameters = [] }: DraftOperation, examples: Examples): void {
  for (const parameter of parameters as DraftParameter[]) {
    const { in: place, name, schema } = parameter;
    const [description = '', example] = parameterDocOf(operationId, place, name) ?? [];
    parameter.description ??= description;
    parameter.example ??= example ?? examples.of(schema);
  }
}

/** The words for the errors that every route can answer; the framework's own are in `problem-details.ts`. */
const titles: Readonly<Record<string, string>> = {
  invalid_token: 'This access token is unknown or no longer valid.',
  insufficient_scope: 'This access token does not have the required scope.',
  cross_origin: 'Requests that use the session cookie must come from this site.',
  invalid_input: 'The input is not valid; `errors` names each field.',
  unavailable: 'The service cannot answer right now. Try again after the time in `Retry-After`.',
};

function commonCodes(method: string, path: string, operation: DraftOperation, isPublic: boolean): Refusals {
  const codes: Refusals = new Map();
  const common = (status: number, ...all: string[]) => {
    for (const code of all) add(codes, status, code, titles[code] ?? frameworkTitle(status)!);
  };
  if (!isPublic) {
    common(401, 'unauthenticated', 'invalid_token');
    common(403, 'forbidden', 'insufficient_scope');
  }
  if (path.includes('{')) {
    common(404, 'not_found');
    // The path may contain invalid UTF-8, be too long, or lead to another route after `..` is resolved.
    common(400, 'unreadable_request');
    common(405, 'method_not_allowed');
    common(414, 'too_large');
  }
  if (operation.parameters?.length || operation.requestBody) common(422, 'invalid_input');
  // A body is read for every method that allows one, even if the route ignores it.
  if (method !== 'get') {
    common(400, 'unreadable_request');
    common(413, 'too_large');
    common(415, 'unsupported_media_type');
    common(403, 'cross_origin');
  }
  // Node's parser refuses headers that are too large on every route.
  if (![...codes.keys()].some((status) => status >= 400)) common(431, 'too_large');
  common(503, 'unavailable');
  return codes;
}

function add(codes: Refusals, status: number, code: string, title: string): void {
  codes.set(status, (codes.get(status) ?? new Map<string, string>()).set(code, title));
}
