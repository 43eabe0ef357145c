import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instantOut } from '../../platform/http/schemas.js';
import { signInMethods, signInOutcomes } from '../domain/sign-in.js';

export const SignInList = z.strictObject(pageQuery);
export type SignInList = z.output<typeof SignInList>;

export const SignInAnswer = z.object({
  id,
  at: instantOut,
  method: z.enum(signInMethods),
  outcome: z.enum(signInOutcomes),
  address: z.string().nullable(),
  device: z.string().nullable(),
});
