import { z } from 'zod';
import { pageQuery } from '../../../platform/http/paging.js';
import { emailAddress, id, instantOut, locale } from '../../../platform/http/schemas.js';
import { linkToken, password } from './registration.schemas.js';
import { personName, phoneNumber } from '../people/user.schemas.js';

export const ResetRequestBody = z.strictObject({ email: emailAddress }).meta({ id: 'PasswordResetRequest' });
export type ResetRequestBody = z.output<typeof ResetRequestBody>;

export const ResetBody = z.strictObject({ token: linkToken, password }).meta({ id: 'PasswordReset' });
export type ResetBody = z.output<typeof ResetBody>;

export const PasswordBody = z.strictObject({ password }).meta({ id: 'NewPassword' });
export type PasswordBody = z.output<typeof PasswordBody>;

export const OwnDetailsBody = z
  .strictObject({
    name: personName.optional(),
    phone: phoneNumber.nullable().optional(),
    locale: locale.nullable().optional(),
    email: emailAddress.optional(),
  })
  .meta({ id: 'OwnDetailsPatch' });
export type OwnDetailsBody = z.output<typeof OwnDetailsBody>;

export const SessionList = z.strictObject(pageQuery);
export type SessionList = z.output<typeof SessionList>;

export const OwnSession = z
  .object({
    id,
    device: z.string().nullable(),
    address: z.string().nullable(),
    signedInAt: instantOut,
    lastSeenAt: instantOut,
    remembered: z.boolean(),
    current: z.boolean(),
  })
  .meta({ id: 'OwnSession' });
