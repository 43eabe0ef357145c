import ts from 'typescript';
import { literalsOf, type Sources } from './sources.js';
import type { Site, Sites } from './sites.js';
import { Choices, hole, Instance, PathEnds, Unknown, UnknownMany } from './unknown.js';

export type Fn = (...args: unknown[]) => unknown;

/** What a function of `src` was made of. */
export interface Closure {
  readonly declaration: ts.FunctionLikeDeclaration;
  readonly scope: Scope;
  readonly self: unknown;
}

/** The names that a piece of code can see, with their values and, for type parameters, their types. */
export class Scope {
  readonly values = new Map<ts.Symbol, unknown>();
  readonly types = new Map<ts.Symbol, ts.Type>();

  constructor(
    readonly parent: Scope | undefined,
    readonly self: unknown,
  ) {}

  holding(symbol: ts.Symbol): Scope | undefined {
    return this.values.has(symbol) ? this : this.parent?.holding(symbol);
  }

  type(symbol: ts.Symbol): ts.Type | undefined {
    return this.types.get(symbol) ?? this.parent?.type(symbol);
  }
}

/** A statement as a run handed it over. */
export interface Handed {
  readonly site: Site;
  readonly text: string;
  /** Undefined where not even their number is known. */
  readonly values: readonly unknown[] | undefined;
  readonly row: ts.Type | undefined;
  /** The entity of a condition. */
  readonly entity?: string;
}

const MOST_STEPS = 200_000;

/** One way through a function, with what it is told and what it hands over. */
export class Run {
  readonly handed: Handed[] = [];
  readonly modules = new Map<ts.Symbol, unknown>();
  readonly closures = new WeakMap<Fn, Closure>();
  /** Objects that may have members that are not known. */
  readonly open = new WeakMap<object, Unknown>();
  /** Functions in which SQL is handed over, and that nothing has called yet. */
  readonly uncalled = new Set<Fn>();
  readonly #running = new Set<ts.Node>();
  #steps = 0;

  constructor(
    readonly sources: Sources,
    readonly sites: Sites,
    readonly choices: Choices,
  ) {}

  get checker(): ts.TypeChecker {
    return this.sources.checker;
  }

  step(): void {
    if ((this.#steps += 1) > MOST_STEPS) throw new PathEnds('too long');
  }

  /** Runs a function, unless it is running already: what calls itself hands over the same again. */
  within(declaration: ts.Node, work: () => unknown): unknown {
    if (this.#running.has(declaration)) return new Unknown(declaration);
    this.#running.add(declaration);
    try {
      return work();
    } finally {
      this.#running.delete(declaration);
    }
  }

  /** An unknown string of a few gets to be each of them. */
  known(value: unknown): unknown {
    if (!(value instanceof Unknown) || value instanceof UnknownMany) return value;
    const literals = literalsOf(this.checker, this.typeOf(value));
    if (literals.length === 0 || literals.length > 12) return value;
    return literals[this.choices.chooseFor(value, 'is', literals.length)];
  }

  /** An element of an unknown array. */
  elementOf(many: Unknown, index = 0): Unknown {
    const element = many.member(String(index), many.node);
    element.type ??= this.#elementType(many);
    return element;
  }

  /** How many elements an unknown array has: as its type says, or one, or two. */
  lengthOf(many: Unknown): number {
    const type = this.checker.getNonNullableType(this.typeOf(many));
    if (this.checker.isTupleType(type)) return this.checker.getTypeArguments(type as ts.TypeReference).length;
    return this.choices.chooseFor(many, 'has one', 2) + 1;
  }

  /** Whether each element of an unknown array is one of a few strings. */
  hasFewElements(many: Unknown): boolean {
    const type = this.#elementType(many);
    return type !== undefined && literalsOf(this.checker, type).length > 0;
  }

  #elementType(many: Unknown): ts.Type | undefined {
    const type = this.checker.getNonNullableType(this.typeOf(many));
    return this.checker.isArrayLikeType(type) ? this.checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  }

  typeOf(value: Unknown): ts.Type {
    return value.type ?? this.sources.typeAt(value.node);
  }

  isArray(value: Unknown): boolean {
    return this.#elementType(value) !== undefined;
  }

  isTrue(value: unknown): boolean {
    if (!(value instanceof Unknown)) return Boolean(value);
    return (
      (value.type === undefined && !this.mayBeNothing(value) && this.#isObject(value)) || this.choices.isTrue(value)
    );
  }

  /** Whether an unknown value may be missing, by its type. */
  mayBeNothing(value: Unknown): boolean {
    const type = this.typeOf(value);
    const nothing =
      ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.Null | ts.TypeFlags.Undefined;
    return (type.isUnion() ? type.types : [type]).some(({ flags }) => flags & nothing);
  }

  #isObject(value: Unknown): boolean {
    const type = this.typeOf(value);
    return (type.isUnion() ? type.types : [type]).every(({ flags }) => flags & ts.TypeFlags.Object);
  }

  /** As `${value}` has it. */
  text(value: unknown, node: ts.Node): string {
    const known = this.known(value);
    if (known instanceof Unknown) return hole(known.node);
    if (known instanceof Instance || typeof known === 'function') return hole(node);
    if (Array.isArray(known)) return known.map((item) => this.text(item, node)).join(',');
    return typeof known === 'object' && known !== null ? hole(node) : String(known);
  }
}
