import { type FieldProblem, InvalidInput } from '../../platform/domain/domain-error.js';

/** A field that the organisation adds to its bookings (BK-1). */
export interface CustomField {
  readonly key: string;
  readonly required: boolean;
}

/**
 * The values for the fields that there are; an empty one is none.
 *
 * @throws InvalidInput for a value of a field that is not there, and for one that is required and missing
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
