import { z } from 'zod';
import { emailAddress, id, instantOut } from '../../platform/http/schemas.js';
import { password } from './registration.schemas.js';
import { UserAnswer } from './user.schemas.js';

export const SignInBody = z.strictObject({ email: emailAddress, password, remember: z.boolean().default(false) });
export type SignInBody = z.output<typeof SignInBody>;

const reach = z.union([z.literal('every'), z.array(id)]);

export const SessionAnswer = z.object({
  user: UserAnswer,
  permissions: z.array(z.object({ key: z.string(), reach })),
  signedInAt: instantOut,
  remembered: z.boolean(),
});
