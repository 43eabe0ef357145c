import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { type Envelope, type InboxMail, type MailSummary, openMail, summarize } from './inbox-message.js';

const KEEP = 500;

/**
 * The newest 500 messages on disk: `<id>.eml` as received, and `<id>.json` with envelope and summary. Ids sort by time. The
 * list is kept in memory, because only this process writes to the folder.
 */
export class InboxStore {
  readonly #folder: string;
  /** Newest first. */
  #index: MailSummary[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<InboxStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = new InboxStore(folder);
    const names = await readdir(folder);
    const ids = names.filter((name) => name.endsWith('.eml')).map((name) => name.slice(0, -4));
    // Files that a crash left incomplete.
    const partial = names.filter((name) => /\.(json|part)$/.test(name) && !ids.includes(name.replace(/\.\w+$/, '')));
    await Promise.all(partial.map((name) => rm(join(folder, name))));
    store.#index = await Promise.all(ids.map((id) => store.#readSummary(id)));
    await store.#tidy();
    return store;
  }

  async add(raw: Buffer, envelope: Envelope): Promise<MailSummary> {
    const summary = await summarize(uuidv7(), raw, envelope, new Date());
    const { id } = summary;
    // The .eml is written last and atomically, so that a message is either complete or absent.
    await writeFile(this.#path(id, 'json'), JSON.stringify({ envelope, summary }), { mode: 0o600 });
    await writeFile(this.#path(id, 'part'), raw, { mode: 0o600 });
    await rename(this.#path(id, 'part'), this.#path(id, 'eml'));
    this.#index.push(summary);
    await this.#tidy();
    return summary;
  }

  /** Newest first; `to` is a whole address, `subject` a part of the subject, both ignoring case. */
  list({ to, subject }: { to?: string | undefined; subject?: string | undefined } = {}): MailSummary[] {
    const same = (address: string) => address.toLowerCase() === to?.toLowerCase();
    return this.#index
      .filter((mail) => to === undefined || mail.to.some(same))
      .filter((mail) => subject === undefined || mail.subject.toLowerCase().includes(subject.toLowerCase()));
  }

  async read(id: string): Promise<InboxMail | undefined> {
    const summary = this.#index.find((mail) => mail.id === id);
    const raw = await this.readRaw(id);
    return summary && raw && openMail(summary, raw);
  }

  async readRaw(id: string): Promise<Buffer | undefined> {
    // Only ids from the list are used as file names, never what a caller sends.
    if (!this.#index.some((mail) => mail.id === id)) return undefined;
    return readFile(this.#path(id, 'eml')).catch(() => undefined);
  }

  async clear(): Promise<void> {
    await this.#remove(this.#index.splice(0));
  }

  async #tidy(): Promise<void> {
    this.#index.sort((a, b) => (a.id < b.id ? 1 : -1));
    await this.#remove(this.#index.splice(KEEP));
  }

  async #remove(mails: MailSummary[]): Promise<void> {
    const paths = mails.flatMap(({ id }) => [this.#path(id, 'eml'), this.#path(id, 'json')]);
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  }

  async #readSummary(id: string): Promise<MailSummary> {
    try {
      return (JSON.parse(await readFile(this.#path(id, 'json'), 'utf8')) as { summary: MailSummary }).summary;
    } catch {
      return summarize(id, await readFile(this.#path(id, 'eml')), { from: '', to: [] }, new Date());
    }
  }

  #path(id: string, kind: 'eml' | 'json' | 'part'): string {
    return join(this.#folder, `${id}.${kind}`);
  }
}
