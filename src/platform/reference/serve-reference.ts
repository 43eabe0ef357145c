import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../domain/domain-error.js';
import { encodingFor } from '../http/compression.js';
import { designTokens } from '../http/design-tokens.js';
import { ApiDocument } from './api-document.js';
import { framed } from './reference-frame.js';
import { ReferencePages } from './reference-pages.js';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16);
const LONGEST_SEARCH = 100;

/** A text that is made once, and compressed when it is first requested compressed. */
class SentText {
  readonly #etag: string;
  readonly #compressed = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly type: string,
    private readonly text: string,
  ) {
    this.#etag = `"${digestOf(text)}"`;
  }

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    void reply.type(this.type).header('etag', this.#etag).header('vary', 'accept-encoding');
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (!encoding) return reply.send(this.text);
    if (!this.#compressed.has(encoding)) this.#compressed.set(encoding, compress[encoding](this.text));
    return reply.header('content-encoding', encoding).send(await this.#compressed.get(encoding)!);
  }
}

const compress = {
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (text: string) => promisify(gzip)(text),
};

const HTML = 'text/html; charset=utf-8';
const STYLE = new SentText('text/css; charset=utf-8', designTokens + read('reference.css'));
const SCRIPT = new SentText('text/javascript; charset=utf-8', read('reference.js'));
const FILES = { 'reference.css': STYLE, 'reference.js': SCRIPT };
/** The version in the addresses of the files, so that browsers may cache them. */
const version = digestOf(designTokens + read('reference.css') + read('reference.js'));

/** Serves the API reference at `/docs`: HTML from the OpenAPI document, under the same policy as every page. */
export function serveReference(app: NestFastifyApplication, document: () => OpenAPIObject): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const written = new Map<string, SentText>();
  let made: { name: string; pages: ReferencePages } | undefined;
  const reference = () => (made ??= referenceOf(document()));

  fastify.get<{ Querystring: { q?: string | string[] } }>('/docs', (request, reply) => {
    void reply.header('cache-control', 'no-cache');
    const search = String([request.query.q ?? ''].flat()[0])
      .trim()
      .slice(0, LONGEST_SEARCH);
    // Search results are rendered each time and not kept, because there are endlessly many.
    const page = search ? new SentText(HTML, writePage(reference(), '', search)) : pageOf('');
    return page.send(request, reply);
  });

  fastify.get<{ Params: { page: string } }>('/docs/:page', (request, reply) => {
    const { page } = request.params;
    void reply.header('cache-control', 'no-cache');
    return pageOf(page).send(request, reply);
  });

  for (const [name, file] of Object.entries(FILES)) {
    fastify.get(`/docs/${name}`, (request, reply) => {
      void reply.header('cache-control', 'public, max-age=31536000, immutable');
      return file.send(request, reply);
    });
  }

  const pageOf = (slug: string): SentText => {
    const known = written.get(slug) ?? new SentText(HTML, writePage(reference(), slug, ''));
    written.set(slug, known);
    return known;
  };
}

const referenceOf = (document: OpenAPIObject) => ({
  name: document.info.title,
  pages: new ReferencePages(new ApiDocument(document)),
});

function writePage({ name, pages }: ReturnType<typeof referenceOf>, slug: string, search: string): string {
  const page = slug === '' ? pages.overview(search) : pages.of(slug);
  if (!page) throw new NotFound();
  const files = { style: `/docs/reference.css?v=${version}`, script: `/docs/reference.js?v=${version}` };
  return framed(page, { name, contents: pages.contents(), search, ...files });
}
