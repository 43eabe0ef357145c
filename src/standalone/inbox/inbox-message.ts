import PostalMime, { decodeWords, type Address, type Attachment, type Email } from 'postal-mime';

/** Sender and recipients from SMTP. Only this envelope lists Bcc recipients. */
export interface Envelope {
  from: string;
  to: string[];
}

export interface MailSummary {
  id: string;
  from: string;
  /** The recipients SMTP was given, not the To header. */
  to: string[];
  subject: string;
  date: string;
  messageId: string;
}

export interface MailAttachment {
  filename: string;
  contentType: string;
  encoding: 'utf8' | 'base64';
  content: string;
}

export interface InboxMail extends MailSummary {
  /** By name in lower case, encoded words decoded; the values of a repeated header are on one line each. */
  headers: Record<string, string>;
  text: string;
  html: string;
  /** Every http(s) address in the text part, in order. */
  links: string[];
  attachments: MailAttachment[];
}

/** The summary that is stored beside a message, so that listing needs no parsing. */
export async function summarize(id: string, raw: Buffer, envelope: Envelope, arrived: Date): Promise<MailSummary> {
  const email = await parseMessage(raw);
  const date = new Date(email.date ?? Number.NaN);
  return {
    id,
    from: firstAddress(email.from) ?? envelope.from,
    to: envelope.to,
    subject: email.subject ?? '',
    date: (Number.isNaN(date.getTime()) ? arrived : date).toISOString(),
    messageId: email.messageId ?? '',
  };
}

export async function openMail(summary: MailSummary, raw: Buffer): Promise<InboxMail> {
  const email = await parseMessage(raw);
  const text = email.text ?? '';
  const headers: Record<string, string> = {};
  for (const { key, value } of email.headers) {
    const shown = decodeWords(value);
    headers[key] = headers[key] === undefined ? shown : `${headers[key]}\n${shown}`;
  }
  return {
    ...summary,
    headers,
    text,
    html: email.html ?? '',
    links: splitLinks(text).flatMap((part) => (part.link ? [part.text] : [])),
    attachments: email.attachments.map(attachmentOf),
  };
}

/** Splits a text into links and the text between them. */
export function splitLinks(text: string): { text: string; link: boolean }[] {
  const parts: { text: string; link: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"']+/gi)) {
    // Punctuation after an address belongs to the sentence.
    const url = match[0].replace(/[.,;:!?)\]}]+$/, '');
    parts.push({ text: text.slice(end, match.index), link: false }, { text: url, link: true });
    end = match.index + url.length;
  }
  return [...parts, { text: text.slice(end), link: false }].filter((part) => part.text !== '');
}

/** A message that cannot be parsed is shown as it arrived. */
async function parseMessage(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  } catch (error) {
    const subject = `(unreadable: ${(error as Error).message})`;
    return { headers: [], headerLines: [], attachments: [], subject, text: raw.toString('latin1') };
  }
}

function firstAddress(address: Address | undefined): string | undefined {
  return address?.address ?? address?.group?.[0]?.address;
}

function attachmentOf({ filename, mimeType, content }: Attachment): MailAttachment {
  const bytes = Buffer.from(content as ArrayBuffer);
  const encoding = /^(text|message)\/|[/+](json|xml|ics)$/.test(mimeType) ? 'utf8' : 'base64';
  return { filename: filename ?? '', contentType: mimeType, encoding, content: bytes.toString(encoding) };
}
