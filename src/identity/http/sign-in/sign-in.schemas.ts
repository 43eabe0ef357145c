import { z } from 'zod';
import { pageQuery } from '../../../platform/http/paging.js';
import { id, instantOut } from '../../../platform/http/schemas.js';
import { signInMethods, signInOutcomes } from '../../domain/sign-in.js';

export const SignInList = z.strictObject(pageQuery);
export type SignInList = z.output<typeof SignInList>;

export const SignInAnswer = z
  .object({
    id,
    at: instantOut,
    method: z.enum(signInMethods),
    outcome: z.enum(signInOutcomes),
    address: z.string().nullable(),
    device: z.string().nullable(),
    count: z
      .int()
      .describe('Number of attempts in this entry. Attempts with the same outcome and address are counted together.'),
    lastAt: instantOut.describe('Time of the last of them; `at` is the time of the first.'),
  })
  .meta({ id: 'SignInAttempt' });
