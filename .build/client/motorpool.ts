import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type { components, paths };

/** A thing of the API by its name in the OpenAPI document: `Schema<'Booking'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
export type Motorpool = Client<paths>;

type Problem = Schema<'Problem'>;
type Described = Extract<components['schemas'][keyof components['schemas']], { code: string }>;
type OwnCode<Each> = Each extends { code: infer Code extends string } ? (string extends Code ? never : Code) : never;
/** The codes of problems that have members of their own. */
export type Code = OwnCode<Described>;
export type ProblemOf<Known extends Code> = Extract<Described, { code: Known }>;

/** Whether a refusal is this one, so that TypeScript knows its members. */
export const isProblem = <Known extends Code>(error: unknown, code: Known): error is ProblemOf<Known> =>
  (error as Partial<Problem> | null | undefined)?.code === code;

/** A refusal of the service as an exception, for callers that want no answer but the good one. */
export class MotorpoolProblem extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(response: Response, problem: Problem) {
    super(problem.detail ? `${problem.title} ${problem.detail}` : problem.title);
    this.name = 'MotorpoolProblem';
    this.status = response.status;
    this.problem = problem;
  }

  /** What to branch on. */
  get code(): string {
    return this.problem.code;
  }
}

/** Says who is asking: adds a header to a request, and may ask the service for it first. */
export type Caller = (request: Request, url: string) => Promise<void>;

/** A program, with the client of a service account; it gets a token when it needs one. */
export function serviceAccount(
  clientId: string,
  clientSecret: string,
  scope: 'api:read' | 'api:write' | 'api:read api:write' = 'api:read api:write',
): Caller {
  let token = '';
  let until = 0;
  return async (request, url) => {
    if (Date.now() > until) {
      const body = new URLSearchParams({ grant_type: 'client_credentials', scope });
      const authorization = `Basic ${btoa([clientId, clientSecret].map(encodeURIComponent).join(':'))}`;
      const response = await fetch(`${url}/oidc/token`, { method: 'POST', body, headers: { authorization } });
      if (!response.ok) throw new Error(`No token for ${clientId}: ${response.status} ${await response.text()}`);
      const answer = (await response.json()) as { access_token: string; expires_in: number };
      token = answer.access_token;
      until = Date.now() + (answer.expires_in - 30) * 1_000;
    }
    request.headers.set('authorization', `Bearer ${token}`);
  };
}

/** A person, with a token that the authorization code flow gave. */
export const bearer =
  (token: string): Caller =>
  (request) => {
    request.headers.set('authorization', `Bearer ${token}`);
    return Promise.resolve();
  };

/** A person, with their password and a session of their own: for scripts. An application sends people to `/oidc/auth`. */
export function person(email: string, password: string): Caller {
  let cookie: Promise<string> | undefined;
  return async (request, url) => {
    cookie ??= signIn(url, email, password);
    request.headers.set('cookie', await cookie);
    request.headers.set('origin', new URL(url).origin);
  };
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  const api = createClient<paths>({ baseUrl: url, headers: { origin: new URL(url).origin } });
  const { response, error } = await api.POST('/api/v1/session', { body: { email, password } });
  if (error) throw new MotorpoolProblem(response, error);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The API at this address, for that caller; without one, for someone who has not signed in. */
export function motorpool(url: string, caller?: Caller): Motorpool {
  return createClient<paths>({
    baseUrl: url,
    fetch: async (request) => {
      await caller?.(request, url);
      return sendPatiently(request);
    },
  });
}

const ATTEMPTS = 5;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** The header of a POST that is to be done once, however often it has to be sent. */
export const once = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() });

/** Sends again what was not answered, or answered with "later", where that cannot do a thing twice. */
async function sendPatiently(request: Request): Promise<Response> {
  const isSafe = request.method === 'GET' || request.headers.has('idempotency-key');
  for (let attempt = 1; ; attempt += 1) {
    const isLast = !isSafe || attempt === ATTEMPTS;
    try {
      const response = await fetch(request.clone());
      if (isLast || ![429, 503].includes(response.status)) return response;
      await pause(Number(response.headers.get('retry-after') ?? attempt) * 1_000);
    } catch (error) {
      if (isLast || request.signal.aborted) throw error;
      await pause(attempt * 1_000);
    }
  }
}

/** @throws MotorpoolProblem where the service refuses */
export async function need<Answer extends { data?: unknown; error?: unknown; response: Response }>(
  call: Promise<Answer>,
): Promise<Exclude<Answer['data'], undefined>> {
  const { data, error, response } = await call;
  if (!response.ok) throw new MotorpoolProblem(response, error as Problem);
  return data as Exclude<Answer['data'], undefined>;
}

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/**
 * Every item of a list, page after page.
 *
 * @param read asks for one page: it spreads what it is given into its query
 */
export async function* every<Item>(
  read: (page: { cursor?: string }) => Promise<{ data?: Page<Item>; error?: unknown; response: Response }>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await need(read(cursor === null ? {} : { cursor }));
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
