import type { Actor, RowColumns } from '../../access/index.js';

type Rule = Parameters<Actor['filter']>;

/** Conditions of a WHERE with their values, added only where they are asked for, so that each one's index serves. */
export class Where {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];

  parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  and(condition: string): void {
    this.#conditions.push(condition);
  }

  /** Does nothing where there is no value. */
  andIf<Value>(value: Value | undefined, condition: (parameter: string) => string): void {
    if (value !== undefined) this.and(condition(this.parameter(value)));
  }

  /** The rows that the actor's rules open (RP-13). @throws Forbidden where they open none */
  rules(actor: Actor, action: Rule[0], subject: Rule[1], columns: RowColumns): void {
    const rule = actor.filter(action, subject, columns, this.values.length + 1);
    this.values.push(...rule.values);
    this.and(rule.sql);
  }

  get sql(): string {
    return this.#conditions.join(' AND ');
  }
}
