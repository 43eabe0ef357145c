import { Unsendable } from '../domain/mail.js';
import type { Verdict } from '../domain/retry.js';

/** What nodemailer's errors carry beyond a message. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number | false;
  command?: string;
  syscall?: string;
  timeoutType?: string;
}

/** Commands before an email is spoken of: their refusal is a fault of the set-up, which an operator repairs. */
const ofTheSession = /^(?:EHLO|HELO|STARTTLS|AUTH)/;
/** nodemailer's own refusals, before it says a word to the server. */
const wrongInItself = ['EENVELOPE', 'EMESSAGE'];
const noSession = ['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EPROXY'];
const noConnection = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

/** What a failed attempt means for the next one. */
export function verdictOn(error: unknown): Verdict {
  if (error instanceof Unsendable) return 'permanent';
  const { code = '', responseCode, command, syscall, timeoutType = '' } = error as SmtpError;
  if (responseCode) {
    const greeting = command === 'CONN' && code === 'EPROTOCOL';
    // 421 ends the session after any command (RFC 5321 §3.8).
    if (greeting || responseCode === 421 || ofTheSession.test(command ?? '')) return 'unreachable';
    return responseCode >= 500 ? 'permanent' : 'transient';
  }
  if (wrongInItself.includes(code)) return 'permanent';
  // The pool names no command where the server hangs up before its greeting.
  const hungUp = code === 'ECONNECTION' && !command;
  const silent = hungUp || syscall === 'connect' || noConnection.includes(timeoutType) || noSession.includes(code);
  return silent ? 'unreachable' : 'uncertain';
}

const LONGEST_ERROR = 1_000;

/** The failure as an administrator reads it. */
export function failureText(error: unknown): string {
  const { code, message } = error as SmtpError;
  return `${code ? `${code}: ` : ''}${message}`.replaceAll('\0', '').slice(0, LONGEST_ERROR).toWellFormed();
}
