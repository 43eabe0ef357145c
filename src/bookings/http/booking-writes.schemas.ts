import { z } from 'zod';
import { id, instant, line, prose } from '../../platform/http/schemas.js';

/** An empty value and null count as left out. */
const noneIfEmpty = <Value>(value: Value | null | undefined) => value || null;

const passengerIds = z
  .array(id)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'must not contain the same person twice' });

const texts = {
  destination: line(200).nullable(),
  costCentre: line(60).nullable(),
  notes: prose(5_000).nullable().transform(noneIfEmpty),
};

/** By the keys of the organisation's custom fields (BK-1). An empty value counts as none. */
const customFields = z
  .record(z.string().max(60), z.union([line(500), z.literal(''), z.null()]))
  .refine((fields) => Object.keys(fields).length <= 20, { error: 'has too many fields' })
  .transform((fields) =>
    Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => !!entry[1])),
  );

export const NewBooking = z
  .strictObject({
    vehicleId: id,
    start: instant,
    end: instant,
    reasonId: id,
    destination: texts.destination.optional().transform(noneIfEmpty),
    bookerId: id.optional(),
    passengerIds: passengerIds.default([]),
    wholeVehicle: z.boolean().default(false),
    costCentre: texts.costCentre.optional().transform(noneIfEmpty),
    notes: texts.notes.optional().transform(noneIfEmpty),
    customFields: customFields.default({}),
    overridePolicy: z.boolean().default(false),
  })
  .meta({ id: 'NewBooking' });
export type NewBooking = z.output<typeof NewBooking>;

export const BookingPatch = z
  .strictObject({
    vehicleId: id,
    start: instant,
    end: instant,
    reasonId: id,
    bookerId: id,
    passengerIds,
    wholeVehicle: z.boolean(),
    ...texts,
    customFields,
    overridePolicy: z.boolean(),
  })
  .partial()
  .meta({ id: 'BookingPatch' });
export type BookingPatch = z.output<typeof BookingPatch>;

export const Cancellation = z.strictObject({ reason: prose(2_000).optional() }).meta({ id: 'BookingCancellation' });
export type Cancellation = z.output<typeof Cancellation>;

export const Return = z
  .strictObject({ odometer: z.int().min(0).max(10_000_000).optional(), notes: prose(5_000).optional() })
  .default({})
  .meta({ id: 'BookingReturn' });
export type Return = z.output<typeof Return>;

export const Extension = z.strictObject({ end: instant }).meta({ id: 'BookingExtension' });
export type Extension = z.output<typeof Extension>;

export const Seat = z.strictObject({ userId: id.optional() }).default({}).meta({ id: 'SeatOf' });
export type Seat = z.output<typeof Seat>;
