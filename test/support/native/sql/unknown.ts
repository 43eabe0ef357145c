import type ts from 'typescript';

/** A value that only a running service has, such as what somebody typed. Its type is that of the node. */
export class Unknown {
  readonly members = new Map<string, Unknown>();

  /** What it was found not to be. */
  readonly excluded = new Set<unknown>();
  /** Its type, where that of the node is another. */
  type: ts.Type | undefined;

  constructor(readonly node: ts.Node) {}

  member(name: string, node: ts.Node): Unknown {
    let member = this.members.get(name);
    if (!member) this.members.set(name, (member = new Unknown(node)));
    return member;
  }
}

/** Any number of unknown values in an array. */
export class UnknownMany extends Unknown {}

/** An object of a class of `src`, with what its fields are known to be. */
export class Instance {
  readonly fields = new Map<string, unknown>();

  /** @param isNew whether nothing has happened to it since it was made */
  constructor(
    readonly declaration: ts.ClassLikeDeclaration,
    readonly isNew = false,
  ) {}
}

/** A run meets the end of its path: something is thrown, or needs what is not known. */
export class PathEnds extends Error {}

/** Decides what is not known, so that a function can be run again until each way through it was taken. */
export class Choices {
  readonly taken: { chosen: number; options: number }[] = [];
  readonly #made = new Map<unknown, Map<string, number>>();

  /** @param given the choices to begin with; those that follow are all the first, or all the last */
  constructor(
    private readonly given: readonly number[],
    private readonly isLast: boolean,
  ) {}

  choose(options: number): number {
    const chosen = Math.min(this.given[this.taken.length] ?? (this.isLast ? options - 1 : 0), options - 1);
    this.taken.push({ chosen, options });
    return chosen;
  }

  /** The same choice whenever the same is asked about the same value. */
  chooseFor(value: unknown, question: string, options: number): number {
    let made = this.#made.get(value);
    if (!made) this.#made.set(value, (made = new Map()));
    let chosen = made.get(question);
    if (chosen === undefined) made.set(question, (chosen = this.choose(options)));
    return chosen;
  }

  isTrue(value: unknown): boolean {
    return this.chooseFor(value, 'is true', 2) === 0;
  }
}

const OPEN = '\u0001';

/** What stands in a text for a part that is not known. */
export const hole = (of: ts.Node): string => `${OPEN}${of.getText().replace(/\s+/g, ' ')}${OPEN}`;
export const hasHole = (text: string): boolean => text.includes(OPEN);
export const shownHoles = (text: string): string =>
  text
    .split(OPEN)
    .filter((_, index) => index % 2 === 1)
    .join(', ');
