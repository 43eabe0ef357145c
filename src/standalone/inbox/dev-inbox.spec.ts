import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { startDevInbox, type DevInbox } from './dev-inbox.js';
import { type InboxMail, type MailSummary } from './inbox-message.js';
import { InboxStore } from './inbox-store.js';

let dataDir: string;
let inbox: DevInbox;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'motorpool-inbox-'));
  inbox = await startDevInbox({ dataDir });
});

afterEach(async () => {
  await inbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const ICS = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Fahrt nach Köln\r\nEND:VCALENDAR\r\n';

async function sendMail(mail: { to: string; subject: string; text?: string; html?: string; bcc?: string }) {
  const transport = createTransport(inbox.smtpUrl);
  try {
    return await transport.sendMail({
      from: 'Motorpool <noreply@motorpool.example>',
      text: 'Hello',
      icalEvent: { method: 'REQUEST', content: ICS },
      attachments: [{ filename: 'dot.png', content: Buffer.from([0, 255]), contentType: 'image/png' }],
      ...mail,
    });
  } finally {
    transport.close();
  }
}

async function listMessages(query = ''): Promise<MailSummary[]> {
  const response = await fetch(`${inbox.webUrl}/messages${query}`);
  return ((await response.json()) as { items: MailSummary[] }).items;
}

/** fetch sets Host and Origin by itself, so this one is by hand. */
async function ask(path: string, headers: Record<string, string>, method = 'GET') {
  const outgoing = request(`${inbox.webUrl}${path}`, { method, headers }).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.resume();
  return response;
}

it('takes mail over SMTP and gives it as JSON', async () => {
  const sent = await sendMail({
    to: 'Anna <anna@motorpool.example>',
    bcc: 'boss@motorpool.example',
    subject: 'Confirm your address – Köln',
    text: 'Open https://motorpool.example/verify?token=a-b_c. Or (http://localhost:3000/x)!',
    html: '<p>Open <a href="https://motorpool.example/html">this</a></p>',
  });
  await sendMail({ to: 'ben@motorpool.example', subject: 'Another' });

  expect((await listMessages()).map((mail) => mail.subject)).toEqual(['Another', 'Confirm your address – Köln']);
  const found = await listMessages('?to=BOSS@motorpool.example');
  expect(found).toEqual([
    {
      id: expect.any(String),
      from: 'noreply@motorpool.example',
      to: ['anna@motorpool.example', 'boss@motorpool.example'],
      subject: 'Confirm your address – Köln',
      date: expect.stringMatching(/^\d{4}-.*Z$/),
      messageId: sent.messageId,
    },
  ]);

  const latest = await fetch(`${inbox.webUrl}/messages/latest?to=anna@motorpool.example&subject=confirm`);
  const mail = (await latest.json()) as InboxMail;
  expect(mail).toMatchObject({
    ...found[0],
    links: ['https://motorpool.example/verify?token=a-b_c', 'http://localhost:3000/x'],
    html: expect.stringContaining('<p>Open'),
    attachments: expect.arrayContaining([
      expect.objectContaining({ contentType: 'text/calendar', content: expect.stringContaining('Fahrt nach Köln') }),
      { filename: 'dot.png', contentType: 'image/png', encoding: 'base64', content: 'AP8=' },
    ]),
  });
  expect(mail.headers['message-id']).toBe(sent.messageId);
  expect(mail.headers.subject).toBe('Confirm your address – Köln');
  expect(mail.headers.bcc).toBeUndefined();
  expect(await (await fetch(`${inbox.webUrl}/messages/${mail.id}`)).json()).toEqual(mail);
});

it('says 404 for what is not there, and forgets all on DELETE', async () => {
  await sendMail({ to: 'anna@motorpool.example', subject: 'One' });
  for (const path of ['latest?to=carl@motorpool.example', 'latest?subject=two', '..%2f..%2fetc%2fpasswd', 'x']) {
    expect((await fetch(`${inbox.webUrl}/messages/${path}`)).status).toBe(404);
  }
  expect((await fetch(`${inbox.webUrl}/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(await listMessages()).toEqual([]);
  expect(readdirSync(join(dataDir, 'inbox'))).toEqual([]);
});

it('keeps its mail over a restart, with the envelope beside it', async () => {
  await sendMail({ to: 'anna@motorpool.example', subject: 'Kept', bcc: 'boss@motorpool.example' });
  const before = await listMessages();
  await inbox.stop();
  const [eml, json] = readdirSync(join(dataDir, 'inbox')).sort();
  expect(eml).toBe(`${before[0]?.id}.eml`);
  expect(JSON.parse(readFileSync(join(dataDir, 'inbox', json ?? ''), 'utf8'))).toMatchObject({
    envelope: { from: 'noreply@motorpool.example', to: ['anna@motorpool.example', 'boss@motorpool.example'] },
  });
  writeFileSync(join(dataDir, 'inbox', 'half.part'), 'From: a crash in the middle');
  inbox = await startDevInbox({ dataDir });
  expect(await listMessages()).toEqual(before);
  expect(readdirSync(join(dataDir, 'inbox')).sort()).toEqual([eml, json]);
});

it('keeps the newest 500', async () => {
  const folder = join(dataDir, 'many');
  const store = await InboxStore.open(folder);
  for (let i = 1; i <= 502; i++) {
    await store.add(Buffer.from(`Subject: ${i}\r\n\r\nx`), { from: '', to: ['a@motorpool.example'] });
  }
  const subjects = (await InboxStore.open(folder)).list().map((mail) => mail.subject);
  expect([subjects.length, subjects[0], subjects.at(-1)]).toEqual([500, '502', '3']);
  expect(readdirSync(folder)).toHaveLength(1_000);
});

it('answers only to its own name, and deletes nothing for another site', async () => {
  await sendMail({ to: 'anna@motorpool.example', subject: 'Private' });
  const { port } = new URL(inbox.webUrl);
  expect((await ask('/messages', { host: `rebound.example:${port}` })).statusCode).toBe(421);
  expect((await ask('/messages', { host: 'localhost' })).statusCode).toBe(421);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
    const response = await ask('/messages', { host, origin: 'https://evil.example' });
    expect(response.statusCode).toBe(200);
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
    expect(response.headers['cross-origin-resource-policy']).toBe('same-origin');
  }
  const foreign = [
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
    ['sec-fetch-site', 'same-site'],
  ] as const;
  for (const [name, value] of foreign) {
    expect((await ask('/delete-all', { [name]: value }, 'POST')).statusCode).toBe(403);
    expect((await ask('/messages', { [name]: value }, 'DELETE')).statusCode).toBe(403);
  }
  expect(await listMessages()).toHaveLength(1);
  const own = { origin: inbox.webUrl, 'sec-fetch-site': 'same-origin' };
  expect((await ask('/delete-all', own, 'POST')).headers.location).toBe('/');
  expect(await listMessages()).toEqual([]);
});

it('shows mail as inert text, and its HTML part without scripts', async () => {
  await sendMail({
    to: 'anna@motorpool.example',
    subject: '<script>alert(1)</script>',
    text: '<b>not bold</b> https://motorpool.example/"onclick=x',
    html: '<script>alert(2)</script><p>Body</p>',
  });
  const id = (await listMessages())[0]?.id;
  for (const path of ['/', `/mail/${id}`]) {
    const response = await fetch(inbox.webUrl + path);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'self';/);
    expect(response.headers.get('referrer-policy')).toBe('same-origin'); // else the form below would be refused
    const page = await response.text();
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toMatch(/<script|<b>|"onclick/);
  }
  const part = await fetch(`${inbox.webUrl}/mail/${id}/html`);
  expect(await part.text()).toContain('<p>Body</p>');
  expect(part.headers.get('content-security-policy')).toMatch(/default-src 'none';.* sandbox(?! [^;]*allow-scripts)/);
  expect(await (await fetch(`${inbox.webUrl}/mail/${id}/raw`)).text()).toContain('MIME-Version: 1.0');
  expect((await fetch(`${inbox.webUrl}/inbox.css`)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect((await fetch(`${inbox.webUrl}/mail/none`)).status).toBe(404);
});

it('names a port that is taken, and stays on loopback', async () => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  const { port } = occupant.address() as AddressInfo;
  try {
    await expect(startDevInbox({ dataDir, smtpPort: port })).rejects.toThrow(`port ${port} of 127.0.0.1 (SMTP)`);
    await expect(startDevInbox({ dataDir, httpPort: port })).rejects.toThrow(`port ${port} of 127.0.0.1 (web page)`);
  } finally {
    occupant.close();
  }
  await expect(startDevInbox({ dataDir, host: '0.0.0.0' })).rejects.toThrow('only listens on loopback');
});
