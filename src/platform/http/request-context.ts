import { AsyncLocalStorage } from 'node:async_hooks';
import type { Precondition } from '../work/precondition.js';

/** A request that asked to be done once: whose key it is, a digest of what was asked, and how a result is answered. */
export interface IdempotentRequest {
  readonly userId: string;
  readonly key: string;
  readonly fingerprint: string;
  answerOf(result: unknown): unknown;
}

/** What belongs to the request that is being served, wherever the code is. */
export interface RequestContext {
  readonly requestId: string;
  idempotency?: IdempotentRequest | undefined;
  precondition?: Precondition | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext | undefined => storage.getStore();

export const withRequestContext = <T>(context: RequestContext, run: () => T): T => storage.run(context, run);
