import { z } from 'zod';
import { id, line } from '../../../platform/http/schemas.js';
import { reasonCategories, reasonStates } from '../../domain/booking-reason.js';

const reason = { name: line(100), category: z.enum(reasonCategories) };

export const NewReason = z.strictObject(reason).meta({ id: 'NewBookingReason' });
export type NewReason = z.output<typeof NewReason>;

export const ReasonPatch = z
  .strictObject({ ...reason, state: z.enum(reasonStates) })
  .partial()
  .meta({ id: 'BookingReasonPatch' });
export type ReasonPatch = z.output<typeof ReasonPatch>;

export const ReasonAnswer = z
  .object({
    id,
    key: z.string().nullable(),
    name: z.string(),
    category: z.enum(reasonCategories),
    state: z.enum(reasonStates),
    version: z.int(),
  })
  .meta({ id: 'BookingReason' });

/** Reasons are few: their list has one page. */
export const ReasonsAnswer = z
  .object({ items: z.array(ReasonAnswer), nextCursor: z.null() })
  .meta({ id: 'BookingReasonPage' });
