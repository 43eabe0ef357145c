/** One fault in the sources, and the tests that have to notice it. */
export interface Mutant {
  /** What the service no longer does. */
  readonly name: string;
  /** The rule that it breaks, of docs/rules.md or of the house. */
  readonly rule: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The narrowest test files of which at least one test must fail. */
  readonly tests: readonly string[];
  /** Part of the name of the tests that must fail, where the whole file would take long. */
  readonly only?: string;
}
