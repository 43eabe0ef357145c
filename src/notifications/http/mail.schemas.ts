import { z } from 'zod';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instantOut } from '../../platform/http/schemas.js';
import { mailStates } from '../domain/mail.js';

export const MailList = z.strictObject(pageQuery);
export type MailList = z.output<typeof MailList>;

export const MailAnswer = z.object({
  id,
  template: z.string(),
  subject: z.string(),
  to: z.string(),
  state: z.enum(mailStates),
  attempts: z.int(),
  createdAt: instantOut,
  sentAt: instantOut.nullable(),
});
