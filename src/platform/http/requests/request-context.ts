import { AsyncLocalStorage } from 'node:async_hooks';
import type { Acting, Proof } from '../../work/acting.js';
import type { Precondition } from '../../work/precondition.js';

/** A request with an `Idempotency-Key`: the key's owner, a digest of the request, and how its result is answered. */
export interface IdempotentRequest {
  readonly userId: string;
  readonly key: string;
  readonly fingerprint: string;
  answerOf(result: unknown): Promise<unknown>;
}

/** The data of the current request, available everywhere. */
export interface RequestContext {
  readonly requestId: string;
  /** The client's address. */
  readonly address?: string | undefined;
  /** The pattern of the matched route, such as `/api/v1/users/:id`. */
  readonly route?: string | undefined;
  /** The query and path parameters after validation. */
  inputs?: { query?: Record<string, unknown>; param?: unknown };
  idempotency?: IdempotentRequest | undefined;
  /** Whether the answer was stored earlier: it is complete and must not be changed. */
  isRepeated?: boolean;
  precondition?: Precondition | undefined;
  /** The caller's session or token: a change checks it once more inside its transaction. */
  acting?: Acting | undefined;
  /** How the caller has confirmed who they are. */
  proof?: Proof | undefined;
  /** Whether the action needs a sign-in or step-up less than 5 minutes old. */
  needsStepUp?: boolean | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext | undefined => storage.getStore();

export const withRequestContext = <T>(context: RequestContext, run: () => T): T => storage.run(context, run);
