import { z } from 'zod';
import { id, prose } from '../../platform/http/schemas.js';

/** A form sends one value for each ticked box: none, one or several. */
const ticked = z
  .union([id.transform((one) => [one]), z.array(id).max(366)])
  .default([])
  .describe('Bookings of a series.');

/** Mail programs add parameters of their own to links. */
export const DecideQuery = z.object({ token: z.string().max(200).catch('') });
export type DecideQuery = z.output<typeof DecideQuery>;

/** The button that was pressed. `decline-ticked` declines the ticked bookings of a series and leaves the others waiting. */
export const DecideForm = z.object({
  token: z.string().max(200),
  decision: z.enum(['approve', 'decline', 'decline-ticked']),
  declined: ticked,
  note: prose(2_000).default(''),
});
export type DecideForm = z.output<typeof DecideForm>;
