import type { Actor, RowColumns } from '../../../access/index.js';

type FilterArguments = Parameters<Actor['filter']>;

/**
 * Conditions of a WHERE clause with their values. A condition is added only if it is needed, so that its index can be used.
 */
export class Where {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];

  parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  and(condition: string): void {
    this.#conditions.push(condition);
  }

  /** Does nothing if the value is undefined. */
  andIf<Value>(value: Value | undefined, condition: (parameter: string) => string): void {
    if (value !== undefined) this.and(condition(this.parameter(value)));
  }

  /**
   * Adds the actor's rules (RP-13).
   *
   * @returns the condition
   * @throws Forbidden if they allow no row
   */
  rules(actor: Actor, action: FilterArguments[0], subject: FilterArguments[1], columns: RowColumns): string {
    const rule = actor.filter(action, subject, columns, this.values.length + 1);
    this.values.push(...rule.values);
    this.and(rule.sql);
    return rule.sql;
  }

  /**
   * The same rules as an expression, for rows that are listed anyway: it says which facts of a row the actor may see. Add
   * further parameters only after it.
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
