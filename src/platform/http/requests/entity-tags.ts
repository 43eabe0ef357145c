import { hash } from 'node:crypto';
import { SetMetadata } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { entityTag, Stale } from '../../work/precondition.js';

const DIGEST_LENGTH = 12;

/**
 * Whether a request edits an existing object: one with an id, or a single one. A `@Preview()` changes nothing and needs no
 * version.
 */
export const asksForPrecondition = (method: string, hasId: boolean, isPreview: boolean): boolean =>
  !isPreview && (['PATCH', 'PUT', 'DELETE'].includes(method) || (method === 'POST' && hasId));

/** Whether answers of this schema are one version of one object, and so get an `ETag`. */
export const isVersioned = (schema: unknown): boolean =>
  schema instanceof z.ZodObject && 'id' in schema.shape && 'version' in schema.shape;

export const TAGGED = 'motorpool:tagged';

/** A read that clients repeat every few seconds: it gets an `ETag` of its whole answer. */
export const Tagged = () => SetMetadata(TAGGED, true);

/**
 * The version that each answer shows; null if it shows no single object. The tag is computed when the answer is serialised.
 */
const versions = new WeakMap<FastifyReply, string | null>();

/**
 * Adds an `ETag` when the answer is sent. For a versioned object it contains id and version, which edits are compared with,
 * and a digest, because names and permitted actions change without the version.
 *
 * @param isTagged whether the answer gets one even if it is not a versioned object
 */
export function tagWhenSent(reply: FastifyReply, answer: unknown, isTagged: boolean): void {
  const { id, version } = (answer ?? {}) as { id?: unknown; version?: unknown };
  const isVersion = typeof id === 'string' && typeof version === 'number';
  if (isVersion || isTagged) versions.set(reply, isVersion ? entityTag(id, version) : null);
}

/** @param text the serialised answer, so that a long one is not serialised again for its tag */
function tagOf(version: string | null, text: string): string {
  const digest = hash('sha256', text, 'base64url');
  return version ? version.replace(/"$/, `.${digest.slice(0, DIGEST_LENGTH)}"`) : `"${digest}"`;
}

/** The part of a tag with which edits are compared: without the digest. */
export const withoutDigest = (tag: string): string => tag.replace(/^("[^".]+\.\d+)\.[\w-]+"$/, '$1"');

/**
 * `ETag`, and `If-None-Match` for every answer with one: 304 if the client has the current version. Tags are compared weakly
 * (RFC 9110 §13.1.2), because a proxy that compresses turns ours into `W/"…"`.
 */
export function addEntityTags(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const version = versions.get(reply);
    // An error has no version.
    if (version !== undefined && typeof payload === 'string' && reply.statusCode < 300) {
      void reply.header('etag', tagOf(version, payload));
    }
    const tag = reply.getHeader('etag');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || reply.statusCode !== 200 || !tag || !isKnown(request.headers['if-none-match'], String(tag))) {
      return done(null, payload);
    }
    // A file that was opened is not sent after all.
    (payload as { destroy?: () => void } | null)?.destroy?.();
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}

/** Whether `If-None-Match` contains this tag, compared weakly; `*` matches any. */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (header?.trim() === '*') return true;
  const opaque = (one: string) => one.replace(/^W\//, '');
  return (header?.match(/(?:W\/)?"[^"]*"/g) ?? []).some((one) => opaque(one) === opaque(tag));
}

const EXAMPLE = '"019ad3a5-8a4b-7000-8000-000000000001.3"';
const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' as const },
  example: EXAMPLE,
});
const IF_MATCH = header(
  'If-Match',
  'The `ETag` of the version that you are changing. If it has changed in the meantime, you get 412. Without this header, the change is made in any case.',
);
const IF_NONE_MATCH = header(
  'If-None-Match',
  'The `ETag` of the version that you have. If it is still current, you get 304.',
);
const ETAG = { ETag: { description: 'Version tag. Send it back in If-Match.', schema: { type: 'string' as const } } };

interface Described {
  parameters?: { in: string }[];
  responses: Record<string, object>;
}

/**
 * Documents the two headers and their effects.
 *
 * @returns the errors that they can cause
 */
export function describeEntityTags(
  method: string,
  path: string,
  operation: Described,
  { answers, tagged, preview }: { answers: unknown; tagged: boolean; preview: boolean },
) {
  const add = (parameter: { in: string }) => (operation.parameters = [...(operation.parameters ?? []), parameter]);
  if (tagged || isVersioned(answers)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (Number(status) < 300) Object.assign(response, { headers: ETAG });
    }
    if (method === 'get') {
      add(IF_NONE_MATCH);
      operation.responses['304'] = { description: 'Not modified: you already have this version.', headers: ETAG };
    }
  }
  if (!asksForPrecondition(method.toUpperCase(), path.includes('{'), preview)) return [];
  add(IF_MATCH);
  return [Stale];
}
