import { codesOf } from '../src/platform/reference/api-document.js';
import { type TestApp, startApp } from './support/app.js';
import { dereferenced } from './support/dereferenced.js';
import { type Operation, operationsOf } from './support/operations.js';

interface Page {
  path: string;
  html: string;
  ids: string[];
  links: string[];
}
type Webhooks = Record<string, { post: { operationId: string; summary: string } }>;

/** What the document says of itself, written as HTML: no script and no browser is needed to read it. */
describe('the reference of the API at /docs', () => {
  let app: TestApp;
  let pages: Map<string, Page>;

  beforeAll(async () => {
    app = await startApp();
    pages = await readAll();
  });
  afterAll(() => app?.stop());

  /** Read whole, so that no connection stays busy with a page that nobody wants. */
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(app.origin + path, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  /** Every page that is reached from the first one. */
  async function readAll(): Promise<Map<string, Page>> {
    const found = new Map<string, Page>();
    const wanted = ['/docs'];
    for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
      if (found.has(path)) continue;
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      const html = answer.text;
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
      const links = [...html.matchAll(/\shref="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
      found.set(path, { path, html, ids, links });
      const ways = links.filter((href) => /^\/docs(\/[\w-]+)?(#|$)/.test(href)).map((href) => href.split('#')[0]!);
      wanted.push(...ways);
    }
    return found;
  }

  /** The part of a page that has this id, as plain text. */
  function textOf(id: string): string {
    const at = [...pages.values()].flatMap(({ html }) =>
      html.split(/(?=<section )/).filter((part) => part.includes(`id="${id}" `)),
    );
    expect([id, at.length]).toEqual([id, 1]);
    const text = at[0]!.replace(/<[^>]+>/g, '');
    return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => SIGNS[entity]!).replace(/\s+/g, ' ');
  }

  const plain = (markdown: string) => markdown.replaceAll('`', '').replace(/\s+/g, ' ');

  it('tells of each operation what it is, takes, answers and refuses', () => {
    const operations = operationsOf(app.api.document) as (Operation & { summary: string; description: string })[];
    expect(operations.length).toBeGreaterThan(150);
    const missing = operations.flatMap(
      ({ key, operationId, method, path, summary, description, parameters = [], ...rest }) => {
        const text = textOf(operationId!);
        const codes = Object.entries(rest.responses).flatMap(([status, response]) =>
          Number(status) < 400 ? [status] : codesOf(response as never).flatMap(([code, title]) => [code, plain(title)]),
        );
        const fields = Object.keys(rest.body?.properties ?? {});
        const names = parameters.map(({ name }) => name);
        return [summary, plain(description), method, path, ...names, ...fields, ...codes].flatMap((words) =>
          text.includes(words) ? [] : [`${key}: ${words}`],
        );
      },
    );
    expect(missing).toEqual([]);
  });

  it('tells of each webhook, each schema with its fields, and each problem', () => {
    const document = app.api.document as unknown as { webhooks: Webhooks; components: { schemas: object } };
    const webhooks = Object.entries(document.webhooks);
    expect(webhooks.length).toBeGreaterThan(5);
    for (const [event, { post }] of webhooks) {
      expect(textOf(post.operationId)).toContain(post.summary);
      expect(textOf(post.operationId)).toContain(event);
    }
    const missing = Object.entries(document.components.schemas).flatMap(([name, schema]) => {
      const text = textOf(name);
      const fields = Object.keys((schema as { properties?: object }).properties ?? {});
      return fields.flatMap((field) => (text.includes(field) ? [] : [`${name}.${field}`]));
    });
    expect(missing).toEqual([]);
    const declared = Object.values(dereferenced(app.api.document).paths).flatMap((item) =>
      Object.values(item).flatMap(({ responses }) =>
        Object.entries(responses).flatMap(([status, response]) =>
          Number(status) < 400 ? [] : codesOf(response as never).map(([code]) => code),
        ),
      ),
    );
    for (const code of new Set(declared)) expect(textOf(code)).toContain(code);
  });

  it('has no value that is no word', () => {
    for (const { path, html } of pages.values()) {
      expect([path, html.match(/\[object|>undefined|NaN/)]).toEqual([path, null]);
    }
  });

  it('each link leads somewhere, and each id stands once on its page', async () => {
    const dead: string[] = [];
    for (const { path, ids, links } of pages.values()) {
      expect([path, ids.length - new Set(ids).size]).toEqual([path, 0]);
      for (const link of new Set(links)) {
        const { pathname, hash, origin } = new URL(link, app.origin + path);
        if (link.startsWith('data:')) continue;
        const page = pages.get(pathname);
        if (origin !== app.origin) dead.push(`${path}: ${link}`);
        else if (page ? hash && !page.ids.includes(hash.slice(1)) : (await get(pathname)).status !== 200) {
          dead.push(`${path}: ${link}`);
        }
      }
    }
    expect(dead).toEqual([]);
  });

  it('has the policy of every other page, and no script or style of its own in it', async () => {
    const policy = (await get('/docs')).headers.get('content-security-policy');
    expect(policy).toBe((await get('/sign-in')).headers.get('content-security-policy'));
    for (const { path, html } of pages.values()) {
      expect([path, html.match(/<style|\sstyle=|\son\w+=|<script(?! src="\/docs\/)/)]).toEqual([path, null]);
    }
  });

  it('is small on the line, and not sent twice', async () => {
    for (const path of pages.keys()) {
      const answer = await get(path, { 'accept-encoding': 'br' });
      expect(answer.headers.get('content-encoding')).toBe('br');
      expect(answer.text).toBe(pages.get(path)!.html);
      const again = await get(path, { 'if-none-match': answer.headers.get('etag')! });
      expect([path, again.status]).toEqual([path, 304]);
    }
    const style = pages.get('/docs')!.links.find((link) => link.includes('.css'))!;
    expect((await get(style)).headers.get('cache-control')).toContain('immutable');
  });

  it('a search without a script finds the operations that have every word', async () => {
    const found = async (q: string) => {
      const { text: html } = await get(`/docs?${new URLSearchParams({ q }).toString()}`);
      return { html, names: [...html.matchAll(/<a href="[^"]+#(\w+)">/g)].map(([, id]) => id) };
    };
    expect((await found('cancel SERIES')).names).toEqual(['cancelBookingSeries']);
    expect((await found('booking-confirmed')).names).toEqual(['onBookingConfirmed']);
    const nothing = await found('<script>"nothing');
    expect(nothing.names).toEqual([]);
    expect(nothing.html).toContain('Nothing found.');
    expect(nothing.html).toContain('value="&lt;script&gt;&quot;nothing"');
    expect((await get('/docs?q=a&q=b')).status).toBe(200);
  });

  it('a page that there is not is absent: as a page to a browser', async () => {
    for (const path of ['/docs/nothing', '/docs/__proto__', '/docs/reference.map']) {
      const answer = await get(path, { accept: 'text/html' });
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        'text/html; charset=utf-8',
      ]);
    }
  });
});

const SIGNS: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
