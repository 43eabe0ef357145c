import { z } from 'zod';
import { emailAddress, id } from '../../../platform/http/schemas.js';
import { userStates } from '../../domain/user-state.js';
import { personName, phoneNumber } from '../people/user.schemas.js';

/** Only bounds what is read. The domain checks the rules of ID-10. */
export const password = z.string().min(1).max(1024);

export const SignUpOptions = z
  .object({
    organisationName: z.string(),
    selfRegistration: z.boolean(),
    passwordMinLength: z.int(),
    agreement: z.object({ version: z.int(), text: z.string() }).nullable(),
    sso: z.boolean(),
    ssoOnly: z.boolean(),
    branches: z.array(z.object({ id, name: z.string() })),
  })
  .meta({ id: 'SignUpOptions' });

export const RegistrationBody = z
  .strictObject({
    email: emailAddress,
    name: personName,
    password: password.optional(),
    branchId: id.optional(),
    phone: phoneNumber.optional(),
  })
  .meta({ id: 'Registration' });
export type RegistrationBody = z.output<typeof RegistrationBody>;

export const linkToken = z.string().min(1).max(200);

export const VerificationAnswer = z.object({ state: z.enum(userStates) }).meta({ id: 'VerificationResult' });

export const ResendBody = z.strictObject({ email: emailAddress }).meta({ id: 'VerificationResend' });
export type ResendBody = z.output<typeof ResendBody>;

/** Pages are lenient: mail programs add parameters to links, and a form sends an empty field as ''. */
export const PageQuery = z.object({ token: z.string().max(200).catch('') });
export type PageQuery = z.output<typeof PageQuery>;
export const VerifyForm = z.object({
  token: z.string().max(200),
  password: z.string().max(1024).optional(),
  /** The new passkey from the page's script, as JSON. */
  response: z.string().max(100_000).optional(),
});
export type VerifyForm = z.output<typeof VerifyForm>;
export const ResendForm = z.object({ email: z.string().max(500) });
export type ResendForm = z.output<typeof ResendForm>;
