import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const FROM_BYTES = 1024;
const JSON_TYPE = /^application\/([\w.-]+\+)?json\b/;
/** Above these levels, compression costs more time than it saves. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const GZIP = { level: 3 };

const encoders = {
  br: (text: Buffer) => promisify(brotliCompress)(text, BROTLI),
  gzip: (text: Buffer) => promisify(gzip)(text, GZIP),
} as const;
type Encoding = keyof typeof encoders;

/**
 * Compresses JSON above 1 KB if the client accepts it, but never an answer with a secret (`@HoldsSecret`): its length would
 * reveal how similar the secret is to the caller's input (BREACH).
 */
export function compressAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const { holdsSecret } = (request.routeOptions.config ?? {}) as { holdsSecret?: boolean };
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (!isText || holdsSecret || request.method === 'HEAD' || reply.hasHeader('content-encoding')) return payload;
    if (!JSON_TYPE.test(String(reply.getHeader('content-type')))) return payload;
    const text = Buffer.from(payload);
    if (text.length < FROM_BYTES) return payload;
    const varies = [reply.getHeader('vary') ?? []].flat().join(', ');
    void reply.header('vary', varies ? `${varies}, accept-encoding` : 'accept-encoding');
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (!encoding) return payload;
    void reply.header('content-encoding', encoding).removeHeader('content-length');
    return encoders[encoding](text);
  });
}

/** The best encoding that the client accepts, brotli before gzip; undefined if it names neither, or refuses them (`q=0`). */
export function encodingFor(accepted: string | undefined): Encoding | undefined {
  const named = new Map<string, boolean>();
  for (const part of (accepted ?? '').toLowerCase().split(',')) {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim());
    named.set(name!, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)));
  }
  return (['br', 'gzip'] as const).find((encoding) => named.get(encoding) ?? named.get('*') ?? false);
}
