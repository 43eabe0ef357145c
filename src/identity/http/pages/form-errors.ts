import { InvalidInput, UnknownReference, type FieldProblem } from '../../../platform/domain/domain-error.js';
import { emailAddress } from '../../../platform/http/schemas.js';
import type { PageContent } from './page-renderer.js';
import { personName, phoneNumber } from '../people/user.schemas.js';

export type FormErrors = PageContent['errors'];

const sentences: Readonly<Record<string, (message: string) => string>> = {
  password: (message) => `The password ${message}.`,
  branchId: () => 'Choose one of the branches.',
};

/** The errors of a use case as sentences beside the fields of the form. Any other error is thrown on. */
export function formErrors(error: unknown): FormErrors {
  if (!(error instanceof InvalidInput || error instanceof UnknownReference)) throw error;
  return (error.members.errors as FieldProblem[]).map(({ field, message }) => ({
    field,
    message: sentences[field]?.(message) ?? message,
  }));
}

export const NO_ADDRESS: FormErrors = [{ field: 'email', message: 'Enter an email address such as name@example.org.' }];

const NO_NAME = 'Enter your name, in at most 100 characters.';

/** What is wrong with a typed name; empty if it is fine. */
export const nameErrors = (typed: string): FieldProblem[] =>
  personName.safeParse(typed).success ? [] : [{ field: 'name', code: 'invalid_format', message: NO_NAME }];

/** @throws InvalidInput */
export function typedDetails({ name, phone }: { name: string; phone: string }): { name: string; phone: string | null } {
  const number = phone.trim() === '' ? null : phoneNumber.safeParse(phone).data;
  const errors = nameErrors(name);
  const message = 'A phone number can have at most 40 characters.';
  if (number === undefined) errors.push({ field: 'phone', code: 'invalid_format', message });
  if (errors.length > 0 || number === undefined) throw new InvalidInput(errors);
  return { name: personName.parse(name), phone: number };
}

/** @throws InvalidInput where the box that owns up to it is not ticked */
export function ensureUnderstood(ticked: string | undefined): void {
  const message = 'Tick the box to confirm that you understand.';
  if (ticked === undefined) throw new InvalidInput([{ field: 'understood', code: 'required', message }]);
}

/** @throws InvalidInput */
export function typedAddress(typed: string): string {
  const { data } = emailAddress.safeParse(typed);
  if (data === undefined) throw new InvalidInput([{ code: 'invalid_format', ...NO_ADDRESS[0]! }]);
  return data;
}
