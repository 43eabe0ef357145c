import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { NotFoundException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { encodingFor } from './compression.js';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const SUFFIXES = { br: '.br', gzip: '.gz' };

/** A file of the built console, with its compressed forms. */
interface BuiltFile {
  type: string;
  etag: string;
  plain: Buffer;
  compressed: Map<string, Buffer>;
}

/**
 * Serves the console under `/app`. Assets have a hash in their name, so browsers cache them; every other path answers the
 * application, which is revalidated each time. A missing asset answers 404 and not the application: after an update, an old
 * page must notice that its parts are gone.
 */
export function serveConsole(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const { index, assets } = readConsole();

  fastify.get<{ Params: { '*': string } }>('/app/assets/*', (request, reply) => {
    const asset = assets.get(request.params['*']);
    if (!asset) throw new NotFoundException();
    void reply.header('cache-control', 'public, max-age=31536000, immutable');
    return sendFile(asset, request, reply);
  });

  const sendIndex = (request: FastifyRequest, reply: FastifyReply) => {
    if (!index) throw new NotFoundException();
    void reply.header('cache-control', 'no-cache').header('etag', index.etag);
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(index.etag)) return reply.code(304).send();
    return sendFile(index, request, reply);
  };
  fastify.get('/app', sendIndex);
  fastify.get('/app/*', sendIndex);
}

function sendFile(file: BuiltFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const encoding = encodingFor(request.headers['accept-encoding']);
  const compressed = encoding && file.compressed.get(encoding);
  void reply.type(file.type).header('vary', 'accept-encoding');
  return compressed ? reply.header('content-encoding', encoding).send(compressed) : reply.send(file.plain);
}

function readConsole(): { index: BuiltFile | undefined; assets: Map<string, BuiltFile> } {
  const folder = findConsole(import.meta.dirname);
  if (!folder) return { index: undefined, assets: new Map() };
  const names = readdirSync(join(folder, 'assets')).filter((name) => TYPES[extname(name)]);
  const assets = new Map(names.map((name) => [name, readBuilt(join(folder, 'assets', name), TYPES[extname(name)]!)]));
  return { index: readBuilt(join(folder, 'index.html'), 'text/html; charset=utf-8'), assets };
}

/** `dist/console` of the repository, whether this file runs from `src` or from `dist/src`. */
function findConsole(from: string): string | undefined {
  const folder = join(from, 'dist', 'console');
  if (existsSync(join(folder, 'index.html'))) return folder;
  return dirname(from) === from ? undefined : findConsole(dirname(from));
}

function readBuilt(path: string, type: string): BuiltFile {
  const plain = readFileSync(path);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const compressed = new Map<string, Buffer>();
  for (const [name, suffix] of Object.entries(SUFFIXES)) {
    if (existsSync(path + suffix)) compressed.set(name, readFileSync(path + suffix));
  }
  return { type, etag, plain, compressed };
}
