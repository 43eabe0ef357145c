import type { Actor, RowColumns } from '../../../access/index.js';

type FilterArguments = Parameters<Actor['filter']>;

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

  /**
   * The rows that the actor's rules open (RP-13).
   *
   * @returns the condition
   * @throws Forbidden where they open none
   */
  rules(actor: Actor, action: FilterArguments[0], subject: FilterArguments[1], columns: RowColumns): string {
    const rule = actor.filter(action, subject, columns, this.values.length + 1);
    this.values.push(...rule.values);
    this.and(rule.sql);
    return rule.sql;
  }

  /**
   * The same rules as an expression for a row that is listed anyway: which of its facts the actor may see. Parameters that are
   * added later come after those of the expression.
   */
  expression(actor: Actor, action: FilterArguments[0], subject: FilterArguments[1], columns: RowColumns): string {
    if (!actor.may(action, subject)) return 'FALSE';
    const rule = actor.filter(action, subject, columns, this.values.length + 1);
    this.values.push(...rule.values);
    return rule.sql;
  }

  get sql(): string {
    return this.#conditions.join(' AND ');
  }
}
