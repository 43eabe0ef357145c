import { randomBytes } from 'node:crypto';
import type { TestApp } from './app.js';

/** One answer of the way, as a browser would have got it. */
export interface Hop {
  status: number;
  url: string;
  location: string | null;
  text: string;
  headers: Headers;
}

/** A browser without a screen: keeps cookies as browsers do, follows redirects by hand, and stops where it leaves. */
export class PlainBrowser {
  readonly cookies = new Map<string, { value: string; path: string }>();

  constructor(readonly origin: string) {}

  async go(url: string, form?: Record<string, string>): Promise<Hop> {
    const target = new URL(url, this.origin);
    const sent = [...this.cookies].filter(([, { path }]) => target.pathname.startsWith(path));
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(target, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(cookie && { cookie }),
        ...(form && { origin: 'null', 'sec-fetch-site': 'same-origin' }),
      },
      body: form && new URLSearchParams(form),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const { status, headers } = response;
    return { status, url: target.href, location: headers.get('location'), text: await response.text(), headers };
  }

  /** Until a page is shown, or the way leads out of the service. */
  async follow(hop: Hop): Promise<Hop> {
    for (let left = 10; left > 0 && hop.location; left -= 1) {
      const next = new URL(hop.location, hop.url);
      if (next.origin !== this.origin) return hop;
      hop = await this.go(next.href);
    }
    return hop;
  }

  visit = async (url: string): Promise<Hop> => this.follow(await this.go(url));
  submit = async (path: string, form: Record<string, string>): Promise<Hop> => this.follow(await this.go(path, form));

  /** From the sign-in page on, that the way has led to. */
  signIn({ url }: Hop, email: string, password: string): Promise<Hop> {
    const next = new URL(url).searchParams.get('next') ?? '';
    return this.submit('/sign-in', { email, password, next });
  }

  #keep(line: string): void {
    const [pair, ...attributes] = line.split(';');
    const [name, value] = pair!.split(/=(.*)/s) as [string, string];
    const path = /path=([^;]+)/i.exec(attributes.join(';'))?.[1] ?? '/';
    const isGone = attributes.some((attribute) => /max-age=0|expires=thu, 01 jan 1970/i.test(attribute));
    if (isGone || value === '') this.cookies.delete(name);
    else this.cookies.set(name, { value, path });
  }
}

export const CALLBACK = 'https://club.example/callback';

export interface GivenClient {
  id: string;
  clientId: string;
  clientSecret: string | null;
}

export async function givenClient(app: TestApp, fields: object = {}): Promise<GivenClient> {
  const name = `Club ${randomBytes(3).toString('hex')}`;
  const body = { name, type: 'confidential', redirectUris: [CALLBACK], ...fields };
  return (await app.admin.expect(201, 'POST', '/oidc-clients', body)) as GivenClient;
}
