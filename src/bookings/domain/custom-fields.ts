import { type FieldProblem, InvalidInput } from '../../platform/domain/domain-error.js';

/** A field that the organisation adds to its bookings (BK-1). */
export interface CustomField {
  readonly key: string;
  readonly required: boolean;
}

/**
 * Checks the values against the organisation's fields; an empty value counts as none.
 *
 * @throws InvalidInput for a value of a field that does not exist, and for a required field without a value
 */
export function ensureCustomFields(fields: readonly CustomField[], values: Readonly<Record<string, string>>): void {
  const known = new Set(fields.map(({ key }) => key));
  const problem = (key: string, code: string, message: string): FieldProblem => ({
    field: `customFields.${key}`,
    code,
    message,
  });
  const problems = [
    ...Object.keys(values)
      .filter((key) => !known.has(key))
      .map((key) => problem(key, 'unknown_field', 'is not a custom field of this organisation')),
    ...fields
      .filter(({ key, required }) => required && !values[key])
      .map(({ key }) => problem(key, 'required', 'is required')),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
}
