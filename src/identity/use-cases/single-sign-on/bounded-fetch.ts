import type { CustomFetch } from 'openid-client';
import { SsoUnavailable } from '../../domain/errors.js';

/** Far more than any provider's metadata, keys or tokens. */
const MOST_BYTES = 256 * 1024;
const NO_BODY = [101, 204, 205, 304];

/** `fetch` from another server with a limit on the size; `signal` limits the time. @throws SsoUnavailable */
export const boundedFetch: CustomFetch = async (url, options) => {
  try {
    const response = await fetch(url, { ...options, body: options.body as NonNullable<RequestInit['body']> });
    if (response.status >= 500) throw new Error(`the provider responded with status ${response.status}`);
    const body = await upTo(MOST_BYTES, response);
    const { status, statusText, headers } = response;
    return new Response(NO_BODY.includes(status) ? null : body, { status, statusText, headers });
  } catch (error) {
    throw new SsoUnavailable(error instanceof Error ? error.message : undefined);
  }
};

async function upTo(most: number, { body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += (part as Uint8Array).length;
    if (size > most) throw new Error('the provider’s response was too large');
    parts.push(part as Uint8Array);
  }
  return new Uint8Array(Buffer.concat(parts));
}
