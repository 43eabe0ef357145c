import type { z } from 'zod';
import type { ProblemClass } from '../../domain/domain-error.js';

/** What a field means, with its unit or format, and an example. */
export type FieldDoc = readonly [description: string, example?: unknown];

/** A call to another program, as `webhooks` of the document describes it. */
export interface WebhookDoc {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly body: z.ZodType;
}

export interface Tag {
  readonly name: string;
  readonly description: string;
}

const fields = new Map<string, FieldDoc>();
const problems = new Map<string, z.ZodObject>();
const refusals = new Map<string, readonly ProblemClass[]>();
const webhooks = new Map<string, WebhookDoc>();
const title: { description: string; tags: readonly Tag[] } = { description: '', tags: [] };

/**
 * Describes fields by name, where they mean the same everywhere, or as `Schema.field`. Schemas can describe single fields
 * with `.describe()`.
 */
export function describeFields(described: Record<string, FieldDoc>): void {
  for (const [name, doc] of Object.entries(described)) {
    if (fields.has(name)) throw new Error(`The field ${name} is described twice.`);
    fields.set(name, doc);
  }
}

export const fieldDocOf = (schema: string, field: string): FieldDoc | undefined =>
  fields.get(`${schema}.${field}`) ?? fields.get(field);

/**
 * Parameters are described as `operationId.name` if they mean something special in one operation, otherwise as `query.name`.
 */
export const parameterDocOf = (operationId: string, place: string, name: string): FieldDoc | undefined =>
  fields.get(`${operationId}.${name}`) ?? fieldDocOf(place, name);

/** The members that a problem adds to its document, by code (RFC 9457 §3.2). */
export function describeProblems(described: Record<string, z.ZodObject>): void {
  for (const [code, members] of Object.entries(described)) problems.set(code, members);
}

export const membersOf = (code: string): z.ZodObject | undefined => problems.get(code);

/**
 * Errors that another context adds to a route, because its listener can refuse what the route does. Named by operationId,
 * because that context does not know the controller.
 */
export function describeRefusals(described: Record<string, readonly ProblemClass[]>): void {
  for (const [operationId, refused] of Object.entries(described)) {
    refusals.set(operationId, [...refusalsOf(operationId), ...refused]);
  }
}

export const refusalsOf = (operationId: string): readonly ProblemClass[] => refusals.get(operationId) ?? [];

export function describeWebhooks(described: Record<string, WebhookDoc>): void {
  for (const [name, doc] of Object.entries(described)) webhooks.set(name, doc);
}

export const webhookDocs = (): ReadonlyMap<string, WebhookDoc> => webhooks;

/** Sets the introduction of the document, and its tags in the order of reading. */
export function describeApi(description: string, tags: readonly Tag[]): void {
  Object.assign(title, { description, tags });
}

export const titlePage = (): typeof title => title;
