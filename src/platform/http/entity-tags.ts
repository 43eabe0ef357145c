import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { entityTag, Stale } from '../work/precondition.js';

/** Edits of what is there already: those of a thing with an id, whatever the verb, and those of the one that is meant. */
export const asksForPrecondition = (method: string, hasId: boolean): boolean =>
  ['PATCH', 'PUT', 'DELETE'].includes(method) || (method === 'POST' && hasId);

/** Whether answers of this schema are one version of one thing, and so carry an `ETag`. */
export const isVersioned = (schema: unknown): boolean =>
  schema instanceof z.ZodObject && 'id' in schema.shape && 'version' in schema.shape;

export function tagOf(answer: unknown): string | undefined {
  const { id, version } = (answer ?? {}) as { id?: unknown; version?: unknown };
  return typeof id === 'string' && typeof version === 'number' ? entityTag(id, version) : undefined;
}

/** `If-None-Match`: who has the present version already is told so, and not sent it again. */
export function addNotModified(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const tag = reply.getHeader('etag');
    const known = request.headers['if-none-match'];
    const isSame = known !== undefined && (known.trim() === '*' || known.split(/\s*,\s*/).includes(String(tag)));
    if (request.method !== 'GET' || reply.statusCode !== 200 || !isApi(request.url) || !tag || !isSame) {
      return done(null, payload);
    }
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}

const isApi = (url: string): boolean => url.startsWith('/api/');

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' as const },
});
const IF_MATCH = header(
  'If-Match',
  'The `ETag` of the version that the edit is meant for: if it is another by now, 412. Without it the edit goes on.',
);
const IF_NONE_MATCH = header('If-None-Match', 'The `ETag` of the version that the caller has: if it is that, 304.');
const ETAG = { ETag: { description: 'Stands for this version.', schema: { type: 'string' as const } } };

interface Described {
  parameters?: { in: string }[];
  responses: Record<string, object>;
}

/**
 * Describes the two headers and what they lead to.
 *
 * @returns the refusals that come with them
 */
export function describeEntityTags(method: string, path: string, operation: Described, answers: unknown) {
  const add = (parameter: { in: string }) => (operation.parameters = [...(operation.parameters ?? []), parameter]);
  if (isVersioned(answers)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (Number(status) < 300) Object.assign(response, { headers: ETAG });
    }
    if (method === 'get') {
      add(IF_NONE_MATCH);
      operation.responses['304'] = { description: 'The version that the caller has.', headers: ETAG };
    }
  }
  if (!asksForPrecondition(method.toUpperCase(), path.includes('{'))) return [];
  add(IF_MATCH);
  return [Stale];
}
