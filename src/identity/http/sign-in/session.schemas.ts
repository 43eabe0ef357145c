import { z } from 'zod';
import { emailAddress, id, instantOut } from '../../../platform/http/schemas.js';
import { stepUpWays } from '../../use-cases/sign-in/show-session.js';
import { password } from '../account/registration.schemas.js';
import { UserAnswer } from '../people/user.schemas.js';

export const SignInBody = z
  .strictObject({ email: emailAddress, password, remember: z.boolean().default(false) })
  .meta({ id: 'SignIn' });
export type SignInBody = z.output<typeof SignInBody>;

const reach = z.union([z.literal('every'), z.array(id)]);

const SessionBranch = z
  .object({ id, name: z.string(), code: z.string(), timeZone: z.string(), state: z.enum(['open', 'closed']) })
  .meta({ id: 'SessionBranch' });

export const SessionAnswer = z
  .object({
    user: UserAnswer,
    permissions: z.array(z.object({ key: z.string(), reach })),
    signedInAt: instantOut,
    expiresAt: instantOut.describe('When the session ends if it is not used again.'),
    remembered: z.boolean(),
    locale: z.string(),
    agreementDue: z.int().nullable().describe('The version of the user agreement to accept before the next booking.'),
    stepUpWays: z
      .array(z.enum(stepUpWays))
      .describe('How the person can confirm who they are; `sso`: through `/sso/start?again=true`.'),
    organisationName: z.string(),
    branches: z.array(SessionBranch).describe('The branches that you can see, by name.'),
  })
  .meta({ id: 'Session' });
