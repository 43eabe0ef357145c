import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { Unsendable } from '../domain/mail.js';
import { failureText, verdictOn } from './smtp-verdict.js';
import { smtpOptions } from './smtp.js';

/** What an email server answers, by the beginning of the command; `hang up` ends the connection, '' says nothing. */
type Script = Record<string, string>;

const POLITE: Script = {
  greeting: '220 ready',
  EHLO: '250 hello',
  'MAIL FROM': '250 ok',
  'RCPT TO': '250 ok',
  DATA: '354 go on',
  body: '250 taken',
  RSET: '250 ok',
  QUIT: '221 bye',
};

/** The error of one real conversation with a server that follows the script. */
async function failureWith(changes: Script): Promise<unknown> {
  const script = { ...POLITE, ...changes };
  const server = createServer((socket) => converse(socket, script)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const quick = { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 600, maxRequeues: 0 };
  const transport = createTransport({ ...smtpOptions(`smtp://127.0.0.1:${port}`), ...quick });
  const message = { from: 'a@example.org', to: 'b@example.org', subject: 's', text: 't' };
  try {
    return await transport.sendMail(message).then(
      () => undefined,
      (error: unknown) => error,
    );
  } finally {
    transport.close();
    server.close();
    await once(server, 'close');
  }
}

function converse(socket: Socket, script: Script): void {
  let inBody = false;
  const say = (answer: string) => {
    if (answer === 'hang up') socket.destroy();
    else if (answer) socket.write(`${answer}\r\n`);
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const text = chunk.toString();
    if (inBody) {
      if (!text.endsWith('\r\n.\r\n')) return;
      inBody = false;
      return say(script.body!);
    }
    const answer = Object.entries(script).find(([command]) => text.startsWith(command))?.[1] ?? '500 what?';
    inBody = answer.startsWith('354');
    say(answer);
  });
  say(script.greeting!);
}

describe('NO-3: what a failed attempt means', () => {
  const cases: [string, Script, string][] = [
    ['550 for the recipient', { 'RCPT TO': '550 no such user' }, 'permanent'],
    ['553 for the sender', { 'MAIL FROM': '553 not you' }, 'permanent'],
    ['552 for the message', { body: '552 too much' }, 'permanent'],
    ['554 instead of going on', { DATA: '554 no' }, 'permanent'],
    ['451 for the recipient', { 'RCPT TO': '451 grey-listed, come back' }, 'transient'],
    ['452 for the message', { body: '452 disk full' }, 'transient'],
    ['hanging up after the final dot', { body: 'hang up' }, 'uncertain'],
    ['silence after the final dot', { body: '' }, 'uncertain'],
    ['421 for the recipient', { 'RCPT TO': '421 closing' }, 'unreachable'],
    ['421 as a greeting', { greeting: '421 too busy' }, 'unreachable'],
    ['554 as a greeting', { greeting: '554 no service here' }, 'unreachable'],
    ['silence instead of a greeting', { greeting: '' }, 'unreachable'],
    ['hanging up before the greeting', { greeting: 'hang up' }, 'unreachable'],
  ];
  it.each(cases)('%s', async (_, script, verdict) => {
    const error = await failureWith(script);
    expect(failureText(error)).not.toBe('');
    expect([verdictOn(error), failureText(error)]).toEqual([verdict, expect.any(String)]);
  });

  it('nobody listening', async () => {
    const transport = createTransport(smtpOptions('smtp://127.0.0.1:1'));
    const error: unknown = await transport
      .sendMail({ from: 'a@b.example', to: 'c@d.example', text: '' })
      .catch((e) => e);
    transport.close();
    expect(verdictOn(error)).toBe('unreachable');
  });

  it('a mail that is wrong in itself', () => {
    expect(verdictOn(new Unsendable('no such template'))).toBe('permanent');
  });

  it('anything unheard of is tried again', () => {
    expect(verdictOn(new Error('what?'))).toBe('uncertain');
  });

  it('a failure can be stored whatever a server wrote into it', () => {
    expect(failureText(new Error(`\0\ud800${'x'.repeat(5_000)}`))).toHaveLength(1_000);
  });
});

describe('TLS towards the mail server', () => {
  it('is not tried on this machine', () => {
    expect(smtpOptions('smtp://localhost:25')).toMatchObject({ ignoreTLS: true, requireTLS: false });
    expect(smtpOptions('smtp://u:p@[::1]:25')).toMatchObject({ ignoreTLS: true, requireTLS: false });
  });

  it('is demanded where a password would travel, and taken where it is offered', () => {
    expect(smtpOptions('smtp://u:p@mail.example.org')).toMatchObject({ ignoreTLS: false, requireTLS: true });
    expect(smtpOptions('smtp://mail.example.org')).toMatchObject({ ignoreTLS: false, requireTLS: false });
  });

  it('is as the URL says, where it says so', () => {
    expect(smtpOptions('smtp://u:p@mail.example.org?ignoreTLS=true')).not.toHaveProperty('requireTLS');
  });
});
