import { setTimeout as pause } from 'node:timers/promises';

const MAIL_PATIENCE_MS = 20_000;

export interface DemoAddresses {
  /** Where the service listens. */
  api: string;
  /** The origin that a browser would send. */
  origin: string;
  /** Origin of the mail inbox. */
  inbox: string;
}

/** A REST client with cookies, like a person's browser: the demo is made through the public API. */
export class DemoClient {
  #cookie = '';

  constructor(private readonly addresses: DemoAddresses) {}

  async signIn(email: string, password: string): Promise<this> {
    const response = await this.#send('POST', '/session', { email, password });
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    return this;
  }

  async post<Answer = { id: string }>(path: string, body: object = {}): Promise<Answer> {
    const response = await this.#send('POST', path, body);
    return (response.status === 204 ? undefined : await response.json().catch(() => undefined)) as Answer;
  }

  async get<Answer>(path: string): Promise<Answer> {
    return (await (await this.#send('GET', path)).json()) as Answer;
  }

  async patch(path: string, body: object): Promise<void> {
    await this.#send('PATCH', path, body);
  }

  async put(path: string, body: object): Promise<void> {
    await this.#send('PUT', path, body);
  }

  /** Follows the newest link that was mailed to somebody. */
  async followLink(email: string, password?: string): Promise<void> {
    const token = await this.#mailedToken(email);
    await this.post('/email-verifications', password ? { token, password } : { token });
  }

  async emptyInbox(): Promise<void> {
    await fetch(`${this.addresses.inbox}/messages`, { method: 'DELETE' });
  }

  async #mailedToken(email: string): Promise<string> {
    for (const until = Date.now() + MAIL_PATIENCE_MS; Date.now() < until; await pause(100)) {
      const response = await fetch(`${this.addresses.inbox}/messages/latest?to=${encodeURIComponent(email)}`);
      if (!response.ok) continue;
      const { links } = (await response.json()) as { links: string[] };
      const token = links.map((link) => new URL(link).searchParams.get('token')).find(Boolean);
      if (token) return token;
    }
    throw new Error(`No email with a link arrived for ${email}.`);
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(`${this.addresses.api}/api/v1${path}`, {
      method,
      headers: {
        origin: this.addresses.origin,
        ...(this.#cookie && { cookie: this.#cookie }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}
