import { z } from 'zod';
import { id, prose } from '../../platform/http/schemas.js';

/** What a form sends once for each box that is ticked: nothing, one value, or several. */
const ticked = z
  .union([id.transform((one) => [one]), z.array(id).max(366)])
  .default([])
  .describe('Bookings of a series.');

/** Mail programs add parameters of their own to links. */
export const DecideQuery = z.object({ token: z.string().max(200).catch('') });
export type DecideQuery = z.output<typeof DecideQuery>;

/** The buttons of the form say which it is; `decline-ticked` leaves the bookings of a series that are not ticked waiting. */
export const DecideForm = z.object({
  token: z.string().max(200),
  decision: z.enum(['approve', 'decline', 'decline-ticked']),
  declined: ticked,
  note: prose(2_000).default(''),
});
export type DecideForm = z.output<typeof DecideForm>;
