import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { AttemptResult } from '../domain/webhook-delivery.js';
import { hostOf, isPublic, NotPublic, publicLookup } from './addresses.js';

/** From the first lookup to the status line. */
const LONGEST_MS = 10_000;
const LONGEST_ERROR = 300;

/** What is sent to a receiver. */
export interface HookCall {
  url: string;
  /** The same for every attempt at one event, so that a receiver recognises repetitions. */
  eventId: string;
  body: string;
  /** As shown to the administrator: `whsec_` and base64. */
  secret: string;
}

/** The headers of Standard Webhooks: with the secret, the receiver can check that a call is ours, unchanged and recent. */
export function signedHeaders({ eventId, body, secret }: HookCall, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

/**
 * Calls receivers: with a time limit, without following redirects, and only public addresses unless a setting allows others.
 */
@Injectable()
export class HookClient {
  readonly #anywhere: boolean;
  readonly #leaving = new AbortController();

  constructor(config: Config) {
    this.#anywhere = config.values.WEBHOOK_TARGETS === 'any';
  }

  /** Never throws: errors are part of the result. */
  async call(hook: HookCall): Promise<AttemptResult> {
    const since = performance.now();
    const took = () => Math.round(performance.now() - since);
    try {
      const status = await this.#post(hook);
      const error = status >= 200 && status < 300 ? null : `answered ${status}`;
      return { status, durationMs: took(), error };
    } catch (error) {
      const { name, code, message } = error as NodeJS.ErrnoException;
      const text = name === 'TimeoutError' ? `no answer in ${LONGEST_MS / 1_000} s` : `${code ?? ''} ${message}`.trim();
      return { status: null, durationMs: took(), error: text.slice(0, LONGEST_ERROR).toWellFormed() };
    }
  }

  /** Aborts the running calls; another process tries them again. */
  breakOff(): void {
    this.#leaving.abort(new Error('the process is shutting down'));
  }

  #post(hook: HookCall): Promise<number> {
    const url = new URL(hook.url);
    const host = hostOf(url);
    const signal = AbortSignal.any([AbortSignal.timeout(LONGEST_MS), this.#leaving.signal]);
    return new Promise((resolve, reject) => {
      // An IP address is not looked up, so it is checked here.
      if (!this.#anywhere && isIP(host) && !isPublic(host)) throw new NotPublic(`${host} is not a public address`);
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
        method: 'POST',
        agent: false,
        signal,
        ...(this.#anywhere ? {} : { lookup: publicLookup() }),
        headers: {
          ...signedHeaders(hook, new Date()),
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(hook.body),
          'user-agent': 'Motorpool-Webhooks/1',
        },
      });
      request.on('error', (error) => reject(signal.aborted ? (signal.reason as Error) : error));
      request.on('response', (response) => {
        resolve(response.statusCode ?? 0);
        // The rest of the response is not needed, and may be endless.
        response.destroy();
      });
      request.end(hook.body);
    });
  }
}
