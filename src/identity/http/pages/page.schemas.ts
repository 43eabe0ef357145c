import { z } from 'zod';

// Pages are lenient: a form sends an empty field as '', and errors are shown beside what was typed.
const text = z.string().max(500);
const secret = z.string().max(1024);
const path = z.string().max(2000).catch('');

/** The message about what was just done: one of a fixed list, or none. */
const done = z.string().max(40).catch('');

/** An email address to fill in, which the reader can change. */
const hint = z.string().max(254).catch('');

export const SignInQuery = z.object({ next: path, done, email: hint });
export type SignInQuery = z.output<typeof SignInQuery>;
export const SignInForm = z.object({ email: text, password: secret, remember: z.string().optional(), next: path });
export type SignInForm = z.output<typeof SignInForm>;

export const SsoStartQuery = z.object({ next: path, again: z.string().max(10).catch('') });
export type SsoStartQuery = z.output<typeof SsoStartQuery>;
/** The library reads all parameters; only the state tells which sign-in it is. */
export const SsoCallbackQuery = z.object({ state: z.string().max(200).catch('') });
export type SsoCallbackQuery = z.output<typeof SsoCallbackQuery>;

export const SignInAgainQuery = z.object({ next: path });
export type SignInAgainQuery = z.output<typeof SignInAgainQuery>;
export const SignInAgainForm = z.object({ password: secret, next: path });
export type SignInAgainForm = z.output<typeof SignInAgainForm>;

export const RegisterForm = z.object({
  name: text,
  email: text,
  password: secret.default(''),
  branchId: text.default(''),
});
export type RegisterForm = z.output<typeof RegisterForm>;

export const EmailForm = z.object({ email: text });
export type EmailForm = z.output<typeof EmailForm>;

export const ResetForm = z.object({ token: z.string().max(200), password: secret });
export type ResetForm = z.output<typeof ResetForm>;

export const SecurityQuery = z.object({ done });
export type SecurityQuery = z.output<typeof SecurityQuery>;
export const DetailsForm = z.object({ name: text, phone: text.default('') });
export type DetailsForm = z.output<typeof DetailsForm>;
export const DeletionForm = z.object({ understood: z.string().max(10).optional() });
export type DeletionForm = z.output<typeof DeletionForm>;
export const PasswordForm = z.object({ password: secret });
export type PasswordForm = z.output<typeof PasswordForm>;
