/** The session or access token that a request uses. */
export interface Acting {
  readonly id: string;
  readonly userId: string;
  /**
   * Fails where the session or token has ended meanwhile, and otherwise holds off its end until the transaction is over.
   *
   * @param isFresh whether it also fails where the person has not shown lately who they are
   */
  ensure(isFresh: boolean): { readonly text: string; readonly values: readonly unknown[] };
}

/** How the caller has shown who they are: a sign-in or step-up of the last minutes, an older one, or a token. */
export type Proof = 'fresh' | 'stale' | 'token' | 'client';
