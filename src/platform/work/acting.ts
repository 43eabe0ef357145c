/** The session or access token of a request. */
export interface Acting {
  readonly id: string;
  readonly userId: string;
  /**
   * Fails if the session or token has ended, and otherwise keeps it from ending until the transaction is over.
   *
   * @param isFresh whether it also fails without a recent confirmation of who the person is
   */
  ensure(isFresh: boolean): { readonly text: string; readonly values: readonly unknown[] };
}

/** How the caller has confirmed who they are: a sign-in or step-up in the last minutes, an older one, or a token. */
export type Proof = 'fresh' | 'stale' | 'token' | 'client';
