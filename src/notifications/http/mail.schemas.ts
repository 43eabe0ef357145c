import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut, someOf } from '../../platform/http/schemas.js';
import { mailStates } from '../domain/mail.js';

export const MailList = z.strictObject(pageQuery);
export type MailList = z.output<typeof MailList>;

export const MailSearch = z.strictObject({
  ...pageQuery,
  state: someOf(mailStates).optional(),
  template: z.string().max(100).optional(),
  userId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type MailSearch = z.output<typeof MailSearch>;

export const MailAnswer = z
  .object({
    id,
    template: z.string(),
    subject: z.string(),
    to: z.string(),
    state: z.enum(mailStates),
    attempts: z.int(),
    createdAt: instantOut,
    sentAt: instantOut.nullable(),
  })
  .meta({ id: 'Email' });

export const MailOfSomebodyAnswer = MailAnswer.extend({ userId: id, lastError: z.string().nullable() }).meta({
  id: 'EmailOfUser',
});
