import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listPage, mailPage, notFoundPage, type Preview, templatePage, templatesPage } from './inbox-pages.js';
import type { InboxStore } from './inbox-store.js';
import { listening, type ListeningPort, lossOf } from './listener.js';

type Previews = ReadonlyMap<string, Preview>;
interface InboxContent {
  store: InboxStore;
  previews: Previews;
  css: string;
}

interface InboxAnswer {
  status?: number;
  type?: 'html' | 'json' | 'text' | 'css';
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const TYPES = { html: 'text/html', json: 'application/json', text: 'text/plain', css: 'text/css' };

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'";
/** The policy for the HTML part of any email: no script, no form, nothing from elsewhere. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; " +
  'sandbox allow-popups allow-popups-to-escape-sandbox';

const MAIL_HEADERS = { 'content-security-policy': MAIL_POLICY, 'referrer-policy': 'no-referrer' };

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': PAGE_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // With no-referrer, browsers send "Origin: null" with our own form, and it would be refused as foreign.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** The inbox for people (pages) and for programs (JSON under /messages). */
export async function startInboxHttp(
  store: InboxStore,
  previews: Previews,
  host: string,
  port: number,
): Promise<ListeningPort> {
  const css = readFileSync(new URL('./inbox.css', import.meta.url), 'utf8');
  const server = createServer((request, response) => {
    answer({ store, previews, css }, request).then(
      (result) => sendAnswer(response, result),
      () => sendAnswer(response, { status: 500, type: 'text', body: 'Something went wrong in the inbox.\n' }),
    );
  });
  server.listen(port, host);
  const chosen = await listening(server, 'web page', host, port);
  return {
    port: chosen,
    lost: lossOf(server, 'web page'),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer({ store, previews, css }: InboxContent, request: IncomingMessage): Promise<InboxAnswer> {
  const refusal = refusalOfForeign(request);
  if (refusal !== undefined) return refusal;

  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://inbox');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const [first = '', second = '', third = '', ...rest] = pathname.slice(1).split('/');
  const wanted = { to: searchParams.get('to') ?? undefined, subject: searchParams.get('subject') ?? undefined };
  if (rest.length > 0) return notFound();

  switch (`${method} /${[first, second && ':id', third].filter(Boolean).join('/')}`) {
    case 'GET /':
      return { type: 'html', body: listPage(store.list()) };
    case 'GET /inbox.css':
      return { type: 'css', body: css };
    case 'POST /delete-all':
      await store.clear();
      return { status: 303, headers: { location: '/' } };
    case 'GET /templates':
      return { type: 'html', body: templatesPage([...previews.values()]) };
    case 'GET /templates/:id':
      return templateAnswer(previews, second, templatePage);
    case 'GET /templates/:id/html':
      return templateAnswer(previews, second, ({ html }) => htmlBody(html), MAIL_HEADERS);
    case 'GET /mail/:id':
      return mailAnswer(store, second);
    case 'GET /mail/:id/html':
      return htmlAnswer(store, second);
    case 'GET /mail/:id/raw':
      return rawAnswer(store, second);
    case 'GET /messages':
      return json({ items: store.list(wanted) });
    case 'DELETE /messages':
      await store.clear();
      return { status: 204 };
    case 'GET /messages/:id':
      return messageAnswer(store, second === 'latest' ? store.list(wanted)[0]?.id : second);
    default:
      return notFound();
  }
}

/**
 * Any web page in a browser on this machine can send requests here. A host name that an attacker points to loopback shows in
 * Host (DNS rebinding); a form or fetch from another site shows in Origin and Sec-Fetch-Site.
 */
function refusalOfForeign(request: IncomingMessage): InboxAnswer | undefined {
  const { host, origin } = request.headers;
  const names = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${request.socket.localPort}`);
  if (host === undefined || !names.includes(host.toLowerCase())) {
    return { status: 421, type: 'text', body: `Use one of ${names.join(', ')}\n` };
  }
  const safe = request.method === 'GET' || request.method === 'HEAD';
  const site = request.headers['sec-fetch-site'];
  const foreign = (origin !== undefined && origin !== `http://${host}`) || (site !== undefined && !isOwn(site));
  if (!safe && foreign) return { status: 403, type: 'text', body: 'Not from another site.\n' };
  return undefined;
}

function isOwn(site: string | string[]): boolean {
  return site === 'same-origin' || site === 'none';
}

async function mailAnswer(store: InboxStore, id: string): Promise<InboxAnswer> {
  const [mail, raw] = await Promise.all([store.read(id), store.readRaw(id)]);
  return mail && raw ? { type: 'html', body: mailPage(mail, raw.toString('utf8')) } : notFound();
}

async function htmlAnswer(store: InboxStore, id: string): Promise<InboxAnswer> {
  const mail = await store.read(id);
  if (mail === undefined) return notFound();
  return { type: 'html', body: htmlBody(mail.html), headers: MAIL_HEADERS };
}

const htmlBody = (html: string) => `<!doctype html><base target="_blank">${html}`;

function templateAnswer(
  previews: Previews,
  name: string,
  body: (preview: Preview) => string,
  headers: Record<string, string> = {},
): InboxAnswer {
  const preview = previews.get(name);
  return preview ? { type: 'html', body: body(preview), headers } : notFound();
}

async function rawAnswer(store: InboxStore, id: string): Promise<InboxAnswer> {
  const raw = await store.readRaw(id);
  return raw ? { type: 'text', body: raw } : notFound();
}

async function messageAnswer(store: InboxStore, id: string | undefined): Promise<InboxAnswer> {
  const mail = id === undefined ? undefined : await store.read(id);
  return mail ? json(mail) : { ...json({ error: 'no such message' }), status: 404 };
}

function json(value: unknown): InboxAnswer {
  return { type: 'json', body: `${JSON.stringify(value)}\n` };
}

function notFound(): InboxAnswer {
  return { status: 404, type: 'html', body: notFoundPage() };
}

function sendAnswer(response: ServerResponse, { status = 200, type, body = '', headers }: InboxAnswer): void {
  const contentType = type && { 'content-type': `${TYPES[type]}; charset=utf-8` };
  response.writeHead(status, { ...HEADERS, ...contentType, ...headers }).end(body);
}
