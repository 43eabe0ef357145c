import { InvalidInput, UnknownReference, type FieldProblem } from '../../platform/domain/domain-error.js';
import { emailAddress } from '../../platform/http/schemas.js';
import type { PageContent } from './page-renderer.js';

export type FormErrors = PageContent['errors'];

const sentences: Readonly<Record<string, (message: string) => string>> = {
  password: (message) => `The password ${message}.`,
  branchId: () => 'Choose one of the branches.',
};

/** What a use case found wrong with what was typed, in sentences beside its fields; what is no such thing is thrown on. */
export function formErrors(error: unknown): FormErrors {
  if (!(error instanceof InvalidInput || error instanceof UnknownReference)) throw error;
  return (error.members.errors as FieldProblem[]).map(({ field, message }) => ({
    field,
    message: sentences[field]?.(message) ?? message,
  }));
}

export const NO_ADDRESS: FormErrors = [
  { field: 'email', message: 'That is not an e-mail address. It looks like name@example.org.' },
];

/** @throws InvalidInput */
export function typedAddress(typed: string): string {
  const { data } = emailAddress.safeParse(typed);
  if (data === undefined) throw new InvalidInput([{ code: 'invalid_format', ...NO_ADDRESS[0]! }]);
  return data;
}
