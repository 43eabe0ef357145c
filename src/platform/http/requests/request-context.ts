import { AsyncLocalStorage } from 'node:async_hooks';
import type { Acting, Proof } from '../../work/acting.js';
import type { Precondition } from '../../work/precondition.js';

/** A request that asked to be done once: whose key it is, a digest of what was asked, and how a result is answered. */
export interface IdempotentRequest {
  readonly userId: string;
  readonly key: string;
  readonly fingerprint: string;
  answerOf(result: unknown): Promise<unknown>;
}

/** What belongs to the request that is being served, wherever the code is. */
export interface RequestContext {
  readonly requestId: string;
  /** The client's address. */
  readonly address?: string | undefined;
  /** The pattern of the route that answers, such as `/api/v1/users/:id`. */
  readonly route?: string | undefined;
  /** The query and the path parameters as their schemas understood them. */
  inputs?: { query?: Record<string, unknown>; param?: unknown };
  idempotency?: IdempotentRequest | undefined;
  /** Whether the answer is one that was given before: it is whole, and stays what it was. */
  isRepeated?: boolean;
  precondition?: Precondition | undefined;
  /** With what the caller acts: a change that they make asks for it once more, inside its transaction. */
  acting?: Acting | undefined;
  /** How they have shown who they are. */
  proof?: Proof | undefined;
  /** Whether the action needs a sign-in or step-up less than 5 minutes old. */
  needsStepUp?: boolean | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext | undefined => storage.getStore();

export const withRequestContext = <T>(context: RequestContext, run: () => T): T => storage.run(context, run);
