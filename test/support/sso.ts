import { randomBytes } from 'node:crypto';
import { FakeProvider, type Tampering } from './fake-provider.js';
import { type Hop, PlainBrowser } from './openid.js';

/** Somebody whom the provider knows, with an address of their own. */
export function aPerson(more: Record<string, unknown> = {}): Record<string, unknown> & { sub: string; email: string } {
  const sub = randomBytes(8).toString('hex');
  return { sub, email: `${sub}@club.example`, email_verified: true, name: `Person ${sub.slice(0, 4)}`, ...more };
}

/** From the button of the sign-in page to the provider, as `person`, and back. */
export async function signInBySso(
  provider: FakeProvider,
  browser: PlainBrowser,
  person: Record<string, unknown>,
  { tampering, path = '/sso/start' }: { tampering?: Tampering; path?: string } = {},
): Promise<Hop> {
  provider.person = person;
  const { location } = await browser.go(path);
  return browser.visit(provider.back(location!, tampering));
}

export const pathOf = ({ url }: Hop) => new URL(url).pathname;
