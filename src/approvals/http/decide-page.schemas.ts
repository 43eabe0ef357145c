import { z } from 'zod';
import { prose } from '../../platform/http/schemas.js';

/** Mail programs add parameters of their own to links. */
export const DecideQuery = z.object({ token: z.string().max(200).catch('') });
export type DecideQuery = z.output<typeof DecideQuery>;

/** The buttons of the form say which it is. */
export const DecideForm = z.object({
  token: z.string().max(200),
  decision: z.enum(['approve', 'decline']),
  note: prose(2_000).default(''),
});
export type DecideForm = z.output<typeof DecideForm>;
