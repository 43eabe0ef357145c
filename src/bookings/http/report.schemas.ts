import { z } from 'zod';
import { isAtMostDays } from '../../platform/domain/local-time.js';
import { pageQuery } from '../../platform/http/paging.js';
import { id, instant, instantOut, someIds } from '../../platform/http/schemas.js';
import type { CsvColumn } from '../../platform/csv/write-csv.js';
import { bookingStates } from '../domain/booking-details.js';
import { categories, type CategoryShare } from '../domain/reason-split.js';
import type { ReasonUse, Utilisation, VehicleUse } from '../use-cases/lists/reports.queries.js';

const LONGEST_DAYS = 366;

const span = { from: instant, to: instant, branchId: someIds.optional() };
interface Spanning {
  from: Date;
  to: Date;
  branchId?: string[] | undefined;
}

const inOrder = ({ from, to }: Spanning) => from < to;
const later = { path: ['to'], error: 'must be later than from' };
const short = ({ from, to }: Spanning) => isAtMostDays(LONGEST_DAYS, from, to);
const sooner = { path: ['to'], error: `must be at most ${LONGEST_DAYS} days after from` };
const named = <Query extends Spanning>({ branchId, ...rest }: Query) => ({ ...rest, branchIds: branchId });

/** A report covers a year at most, because it is computed for every request. */
export const ReportQuery = z.strictObject(span).refine(inOrder, later).refine(short, sooner).transform(named);
export type ReportQuery = z.output<typeof ReportQuery>;

export const ReportPageQuery = z
  .strictObject({ ...span, ...pageQuery })
  .refine(inOrder, later)
  .refine(short, sooner)
  .transform(named);
export type ReportPageQuery = z.output<typeof ReportPageQuery>;

const hours = z.number().min(0);
const vehicle = {
  vehicleId: id,
  vehicleName: z.string(),
  registration: z.string(),
  branchId: id,
  branchName: z.string(),
};
const use = { bookings: z.int(), bookedHours: hours, availableHours: hours, percent: z.number() };

export const UtilisationAnswer = z
  .object({
    total: z.object(use),
    items: z.array(z.object({ ...vehicle, ...use }).meta({ id: 'VehicleUtilisation' })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'UtilisationReport' });

export const VehicleUseAnswer = z
  .object({
    ...vehicle,
    bookings: z.int(),
    distance: z.int().nullable(),
    odometer: z.int().nullable(),
  })
  .meta({ id: 'VehicleUse' });

const part = { bookings: z.int(), hours, percent: z.number() };
const ReasonUseAnswer = z.object({ reasonId: id, reasonName: z.string(), ...part }).meta({ id: 'ReasonUse' });
const CategoryUse = z
  .object({ category: z.enum(categories), ...part, reasons: z.array(ReasonUseAnswer) })
  .meta({ id: 'ReasonCategoryUse' });
export const ReasonSplitAnswer = z
  .object({ items: z.array(CategoryUse), nextCursor: z.null() })
  .meta({ id: 'ReasonSplitReport' });

export const BookingRecordAnswer = z
  .object({
    id,
    start: instantOut,
    end: instantOut,
    state: z.enum(bookingStates),
    ...vehicle,
    bookerId: id,
    bookerName: z.string().nullable(),
    originatorName: z.string().nullable(),
    reasonName: z.string(),
    reasonCategory: z.enum(categories),
    destination: z.string().nullable(),
    passengers: z.int(),
    wholeVehicle: z.boolean(),
    costCentre: z.string().nullable(),
    notes: z.string().nullable(),
  })
  .meta({ id: 'BookingRecord' });

type VehicleCells = Pick<Utilisation, 'branchName' | 'vehicleName' | 'registration'>;
const vehicleColumns: readonly CsvColumn<VehicleCells>[] = [
  ['branch', ({ branchName }) => branchName],
  ['vehicle', ({ vehicleName }) => vehicleName],
  ['registration', ({ registration }) => registration],
];

export const utilisationColumns: readonly CsvColumn<Utilisation>[] = [
  ...vehicleColumns,
  ['bookings', ({ bookings }) => bookings],
  ['bookedHours', ({ bookedHours }) => bookedHours],
  ['availableHours', ({ availableHours }) => availableHours],
  ['percent', ({ percent }) => percent],
];

export const vehicleUseColumns: readonly CsvColumn<VehicleUse>[] = [
  ...vehicleColumns,
  ['bookings', ({ bookings }) => bookings],
  ['distance', ({ distance }) => distance],
  ['odometer', ({ odometer }) => odometer],
];

type ReasonShare = CategoryShare<ReasonUse>['reasons'][number];
export const reasonColumns: readonly CsvColumn<ReasonShare>[] = [
  ['category', ({ category }) => category],
  ['reason', ({ reasonName }) => reasonName],
  ['bookings', ({ bookings }) => bookings],
  ['hours', ({ hours: used }) => used],
  ['percent', ({ percent }) => percent],
];
