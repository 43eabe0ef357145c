import { type Hop, PlainBrowser } from './openid.js';

/** A browser without a screen that goes from site to site: each has its own cookies. */
export class Wanderer {
  readonly #sites = new Map<string, PlainBrowser>();

  at(origin: string): PlainBrowser {
    const site = this.#sites.get(origin) ?? new PlainBrowser(origin);
    this.#sites.set(origin, site);
    return site;
  }

  /** Until a page is shown, wherever that is. */
  async visit(url: string, form?: Record<string, string>): Promise<Hop> {
    let hop = await this.at(new URL(url).origin).go(url, form);
    for (let left = 25; left > 0 && hop.location; left -= 1) {
      const next = new URL(hop.location, hop.url);
      hop = await this.at(next.origin).go(next.href);
    }
    return hop;
  }

  /** The form of the sign-in page that the way has led to. */
  signIn({ url }: Hop, email: string, password: string): Promise<Hop> {
    const { origin, searchParams } = new URL(url);
    return this.visit(`${origin}/sign-in`, { email, password, next: searchParams.get('next') ?? '' });
  }

  /** The page that asks whether to sign out, answered with yes. */
  signOut({ url, text }: Hop): Promise<Hop> {
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1];
    if (!xsrf) throw new Error(`${url} does not ask whether to sign out:\n${text}`);
    return this.visit(`${new URL(url).origin}/oidc/session/end/confirm`, { xsrf, logout: 'yes' });
  }
}
