import { html, type Markup } from '../../platform/http/markup.js';
import { type InboxMail, type MailAttachment, type MailSummary, splitLinks } from './inbox-message.js';

export function listPage(mails: MailSummary[]): string {
  const count = mails.length === 1 ? '1 message' : `${mails.length} messages`;
  return page(
    'Inbox',
    html`<header>
        <h1>Inbox</h1>
        <p class="quiet">${count}, kept on this machine. Nothing is delivered.</p>
        <nav>
          <a class="button" href="/">Reload</a>
          <a class="button" href="/templates">Templates</a>
          ${
            mails.length > 0
              ? html`<form method="post" action="/delete-all"><button>Delete all</button></form>`
              : undefined
          }
        </nav>
      </header>
      ${
        mails.length > 0
          ? html`<ul class="mails">
              ${mails.map(listItem)}
            </ul>`
          : html`<p class="empty">No emails yet. Everything the service sends arrives here; reload to see it.</p>`
      }`,
  );
}

/** A template as it looks with sample data. */
export interface Preview {
  name: string;
  subject: string;
  html: string;
  text: string;
}

export function templatesPage(previews: Preview[]): string {
  return page(
    'Templates',
    html`<header>
        <nav><a class="button" href="/">All emails</a></nav>
        <h1>Templates</h1>
        <p class="quiet">Every email that the service sends, with sample data.</p>
      </header>
      <ul class="mails">
        ${previews.map(
          ({ name, subject }) =>
            html`<li>
              <a href="/templates/${name}"
                ><span class="subject">${name}</span> <span class="quiet to">${subject}</span></a
              >
            </li>`,
        )}
      </ul>`,
  );
}

export function templatePage({ name, subject, text }: Preview): string {
  return page(
    name,
    html`<header>
        <nav><a class="button" href="/templates">All templates</a></nav>
        <h1>${name}</h1>
        <p class="quiet">${subject}</p>
      </header>
      <section>
        <h2>HTML</h2>
        <iframe title="HTML part" sandbox="" referrerpolicy="no-referrer" src="/templates/${name}/html"></iframe>
      </section>
      <section>
        <h2>Text</h2>
        <pre>${text}</pre>
      </section>`,
  );
}

function listItem(mail: MailSummary): Markup {
  return html`<li>
    <a href="/mail/${mail.id}">
      <span class="subject">${subjectOf(mail)}</span>
      <span class="quiet to">${mail.to.join(', ')}</span>
      ${time(mail.date)}
    </a>
  </li>`;
}

export function mailPage(mail: InboxMail, raw: string): string {
  const facts: [string, string | Markup | undefined][] = [
    ['From', mail.headers.from ?? mail.from],
    ['To', mail.headers.to],
    ['Delivered to', mail.to.join(', ')],
    ['Sent', time(mail.date)],
  ];
  return page(
    subjectOf(mail),
    html`<header>
        <nav><a class="button" href="/">All emails</a></nav>
        <h1>${subjectOf(mail)}</h1>
      </header>
      <dl>
        ${facts.map(([name, value]) =>
          value
            ? html`<dt>${name}</dt>
                <dd>${value}</dd>`
            : undefined,
        )}
      </dl>
      ${mail.html ? htmlPart(mail.id) : undefined}
      ${
        mail.text
          ? html`<section>
              <h2>Text</h2>
              <pre>${splitLinks(mail.text).map(textPart)}</pre>
            </section>`
          : undefined
      }
      ${
        mail.attachments.length > 0
          ? html`<section>
              <h2>Attachments</h2>
              ${mail.attachments.map(attachmentPart)}
            </section>`
          : undefined
      }
      <section>
        <h2>Source</h2>
        <details>
          <summary>Headers</summary>
          <pre>${headerLines(mail)}</pre>
        </details>
        <details>
          <summary>Raw message</summary>
          <pre>${raw}</pre>
        </details>
        <p><a href="/mail/${mail.id}/raw">Raw message as text</a></p>
      </section>`,
  );
}

/**
 * The HTML part comes from its own address with a policy that forbids scripts, forms and anything from elsewhere;
 * its links open in a new tab.
 */
function htmlPart(id: string): Markup {
  return html`<section>
    <h2>HTML</h2>
    <iframe
      title="HTML part"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
      src="/mail/${id}/html"
    ></iframe>
  </section>`;
}

function textPart({ text, link }: { text: string; link: boolean }): Markup {
  return link ? html`<a href="${text}" target="_blank" rel="noreferrer">${text}</a>` : html`${text}`;
}

function attachmentPart({ filename, contentType, encoding, content }: MailAttachment): Markup {
  const shown = encoding === 'utf8' ? content : `(binary, ${Buffer.byteLength(content, 'base64')} bytes)`;
  return html`<details open>
    <summary>${filename || '(no name)'} <span class="quiet">${contentType}</span></summary>
    <pre>${shown}</pre>
  </details>`;
}

function headerLines(mail: InboxMail): string {
  return Object.entries(mail.headers)
    .flatMap(([name, values]) => values.split('\n').map((value) => `${name}: ${value}`))
    .join('\n');
}

export function notFoundPage(): string {
  return page(
    'Not here',
    html`<header>
        <nav><a class="button" href="/">All emails</a></nav>
        <h1>Not here</h1>
      </header>
      <p>This message does not exist. It may have been deleted: only the newest 500 are kept.</p>`,
  );
}

function subjectOf(mail: MailSummary): string {
  return mail.subject || '(no subject)';
}

function time(iso: string): Markup {
  const shown = new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return html`<time datetime="${iso}">${shown}</time>`;
}

function page(title: string, body: Markup): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Motorpool inbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/inbox.css" />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.text;
}
