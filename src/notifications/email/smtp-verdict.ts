import { Unsendable } from '../domain/mail.js';
import type { Verdict } from '../domain/retry.js';

/** The fields of nodemailer's errors. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number | false;
  command?: string;
  syscall?: string;
  timeoutType?: string;
}

/** Commands before any mail is sent: if the server refuses one, an operator has to fix the configuration. */
const ofTheSession = /^(?:EHLO|HELO|STARTTLS|AUTH)/;
/** nodemailer's own refusals, before it contacts the server. */
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

/** The failure in words for an administrator. */
export function failureText(error: unknown): string {
  const { code, message } = error as SmtpError;
  return `${code ? `${code}: ` : ''}${message}`.replaceAll('\0', '').slice(0, LONGEST_ERROR).toWellFormed();
}
