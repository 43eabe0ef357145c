import { Client } from './client.js';
import type { Deployment } from './deployment.js';

export const HISTORIES = ['sign-ins', 'changes-by', 'changes-to', 'emails'];

/** What a body or an answer may carry that nobody else may ever see. */
const SECRET_FIELDS = new Set(['password', 'token', 'challenge', 'signature']);
const SHORTEST = 12;
const words = ['copper', 'kettle', 'harbour', 'lantern', 'meadow', 'gravel', 'violin', 'teapot', 'anchor', 'walnut'];

/** A list of everything secret that was said, to be looked for wherever it must not be. */
export class Secrets {
  readonly #kinds = new Map<string, string>();
  #made = 0;

  note(kind: string, value: unknown): void {
    if (typeof value === 'string' && value.length >= SHORTEST) this.#kinds.set(value, kind);
  }

  noteAll(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (SECRET_FIELDS.has(key)) this.note(key, inner);
      this.noteAll(inner);
    }
  }

  /** A password that nobody has used before. */
  password(): string {
    const n = (this.#made += 1);
    const chosen = `${words[n % 10]} ${words[(n * 3 + 1) % 10]} over the ${words[(n * 7 + 2) % 10]} no ${n}`;
    this.note('password', chosen);
    return chosen;
  }

  foundIn(text: string): [secret: string, kind: string][] {
    return [...this.#kinds].filter(([secret]) => text.includes(secret));
  }

  /** How many there are of each kind. */
  kinds(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const kind of this.#kinds.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts;
  }
}

/** A client that keeps a list of all secrets that it sends and is given. */
export class Witness extends Client {
  constructor(
    origin: string,
    private readonly secrets: Secrets,
  ) {
    super(origin);
  }

  override async send(...[method, path, options]: Parameters<Client['send']>) {
    this.secrets.noteAll(options?.body);
    const answer = await super.send(method, path, options);
    this.secrets.noteAll(answer.body);
    for (const cookie of answer.headers.getSetCookie()) this.secrets.note('cookie', /=([\w-]+);/.exec(cookie)?.[1]);
    return answer;
  }
}

/** The four histories of everybody, as an administrator reads them. */
export async function historiesOf({ db, admin }: Deployment) {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM identity.users');
  const all = new Map<string, Record<string, string>>();
  for (const { id } of rows) {
    const texts = HISTORIES.map(async (which) => {
      const { text } = await admin.get(`/users/${id}/${which}?limit=200`);
      return [which, text];
    });
    all.set(id, Object.fromEntries(await Promise.all(texts)));
  }
  return all;
}
