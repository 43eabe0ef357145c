import createClient from 'openapi-fetch';
import { LostConnection, problemOf } from './api-problem';
import { connection } from './connection';
import { forgetKey, withIdempotencyKey } from './idempotency';
import type { paths } from './schema';
import { stepUp } from './step-up';

/** For requests that no person caused, such as polling: they do not keep an unattended session alive. */
export const BACKGROUND = { 'Motorpool-Activity': 'background' } as const;

/** The header for an edit that may only change the version that was read: anything newer answers 412. */
export const ifMatch = ({ id, version }: { id: string; version: number }) => ({ 'If-Match': `"${id}.${version}"` });

/** Requests to the service. They throw an `ApiProblem` or `LostConnection`, so `data` is there when they return. */
export const api = createClient<paths>({ fetch: send });

/**
 * Sends a request. Where the service wants a fresh proof of identity, asks the person for it and sends the request once
 * more.
 */
async function send(original: Request): Promise<Response> {
  const request = await withIdempotencyKey(original);
  const again = request.clone();
  const response = await fetchOrTell(request);
  if (response.ok || response.status === 304) return response;
  const problem = await problemOf(response);
  if (problem.code === 'unauthenticated') await signInAgain();
  const isUnattended = request.headers.has('Motorpool-Activity');
  if (problem.code !== 'step_up_required' || isUnattended || !(await stepUp.ask())) throw problem;
  const second = await fetchOrTell(again);
  if (!second.ok) throw await problemOf(second);
  return second;
}

async function fetchOrTell(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    connection.restored();
    if (response.status < 502) forgetKey(request);
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    connection.lost();
    throw new LostConnection();
  }
}

/** Leaves for the sign-in page, which leads back here. Never returns, so that no error flashes up on the way. */
export function signInAgain(): Promise<never> {
  const here = location.pathname + location.search;
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
  const { promise } = Promise.withResolvers<never>();
  return promise;
}

/** What an `openapi-fetch` call answered; a failed call has thrown already. */
export async function dataOf<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  return (await call).data as Data;
}
