import type { OpenApiChecker } from './open-api.js';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

interface Options {
  body?: unknown;
  headers?: Record<string, string>;
  /** Sent as it is, whatever it is. */
  raw?: string | Buffer;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
type Loose = any;

/** A REST client with a cookie jar. Every answer of the API is held to the OpenAPI document. */
export class Client {
  cookie = '';

  /** @param pagesFrom the origin that a browser would name: the deployment's, whichever of its processes answers */
  constructor(
    readonly origin: string,
    private readonly checker?: OpenApiChecker,
    private readonly pagesFrom = origin,
  ) {}

  /** The same person at another process of the deployment. */
  at(origin: string): Client {
    const other = new Client(origin, this.checker, this.pagesFrom);
    other.cookie = this.cookie;
    return other;
  }

  get = (path: string, options?: Options) => this.send('GET', path, options);
  delete = (path: string, options?: Options) => this.send('DELETE', path, options);
  post = (path: string, body?: unknown, options?: Options) => this.send('POST', path, { body, ...options });
  patch = (path: string, body?: unknown, options?: Options) => this.send('PATCH', path, { body, ...options });
  put = (path: string, body?: unknown, options?: Options) => this.send('PUT', path, { body, ...options });

  /** `path` is below /api/v1 unless it begins with another root such as /health. */
  async send(method: string, path: string, { body, headers = {}, raw }: Options = {}): Promise<Answer<Loose>> {
    const url = /^\/(api|health|metrics|openapi|docs|verify-email|assets|calendar)\b/.test(path)
      ? path
      : `/api/v1${path}`;
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.origin + url, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(method !== 'GET' && { origin: this.pagesFrom }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: payload,
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const isJson = /[/+]json\b/.test(type);
    const parsed: unknown = isJson ? JSON.parse(text) : text || undefined;
    if (url.startsWith('/api/')) this.checker?.check(method, url, response.status, type, parsed);
    this.#keepCookies(response);
    return { status: response.status, headers: response.headers, body: parsed, text };
  }

  /** @throws Error unless the answer has that status */
  async expect(status: number, method: string, path: string, body?: unknown): Promise<Loose> {
    const answer = await this.send(method, path, { body });
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status}, not ${status}: ${answer.text}`);
    return answer.body;
  }

  async signIn(email: string, password: string): Promise<this> {
    await this.expect(200, 'POST', '/session', { email, password });
    return this;
  }

  #keepCookies(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair, ...attributes] = cookie.split(';');
      const isGone = attributes.some((attribute) => /max-age=0|expires=thu, 01 jan 1970/i.test(attribute));
      this.cookie = isGone ? '' : pair!;
    }
  }
}
