import { Injectable } from '@nestjs/common';

/** Something that can still use an account, as its owner sees it. */
export interface ReviewedItem {
  /** null if it can no longer be removed, and is only shown. */
  readonly id: string | null;
  readonly title: string;
  readonly hint: string;
}

/** One kind of thing that survives a change of password: passkeys, grants, calendar links. */
export interface ReviewedKind {
  readonly heading: string;
  list(userId: string): Promise<readonly ReviewedItem[]>;
  /** Removes only what belongs to this user. @throws NotFound */
  remove(userId: string, id: string): Promise<unknown>;
}

/**
 * What can still use an account after its password or address was changed (ID-15). Other contexts register what they store
 * and how to remove it, so that identity need not depend on them.
 */
@Injectable()
export class AccessReview {
  readonly #kinds = new Map<string, ReviewedKind>();

  add(name: string, kind: ReviewedKind): void {
    this.#kinds.set(name, kind);
  }

  /** Empty kinds are left out. */
  async of(userId: string): Promise<{ name: string; heading: string; items: readonly ReviewedItem[] }[]> {
    const listed = await Promise.all(
      [...this.#kinds].map(async ([name, kind]) => ({ name, heading: kind.heading, items: await kind.list(userId) })),
    );
    return listed.filter(({ items }) => items.length > 0);
  }

  kind(name: string): ReviewedKind | undefined {
    return this.#kinds.get(name);
  }
}
