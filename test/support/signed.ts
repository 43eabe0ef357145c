import { createPublicKey, verify, type webcrypto } from 'node:crypto';

export interface Signed {
  header: { alg: string; kid: string; typ?: string };
  claims: Record<string, unknown>;
}

/** What a token says. @throws Error unless the one published key that it names signed it, as RS256 */
export async function signedBy(issuer: string, jwt: string): Promise<Signed> {
  const [head, payload, signature] = jwt.split('.') as [string, string, string];
  const header = decoded(head) as Signed['header'];
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: (webcrypto.JsonWebKey & Named)[] };
  const named = keys.filter(({ kid }) => kid === header.kid);
  const key = createPublicKey({ key: named[0] as never, format: 'jwk' });
  const isSigned = verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'));
  if (header.alg !== 'RS256' || named.length !== 1 || !isSigned) throw new Error('Nobody known signed this token.');
  return { header, claims: decoded(payload) as Signed['claims'] };
}

interface Named {
  kid: string;
}

const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
