import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../access/index.js';
import { instantFrom } from '../../../platform/database/instants.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import type { BookingState } from '../../domain/booking-details.js';
import { type BoardBranch, type BoardEntry, BoardQueries, type BoardSpan, type BoardVehicle } from './board.queries.js';

/** One block in a vehicle's row. A board has thousands of them, so empty fields are left out. */
export interface BoardBlock {
  vehicleId: string;
  /** Instants as the API writes them. */
  start: string;
  end: string;
  kind: BoardEntry['kind'] | 'buffer';
  state: BookingState | null;
  mine: boolean;
  late?: true;
  bookingId?: string;
  title?: string;
  destination?: string;
}

export interface Board {
  branchName: string;
  timeZone: string;
  vehicles: (BoardVehicle & { bookable: boolean })[];
  blocks: BoardBlock[];
  /** Whether the branch has more vehicles than a board shows. */
  moreVehicles: boolean;
}

const MOST_VEHICLES = 2_000;
const MINUTE_MS = 60_000;

/** The vehicles of one branch with what takes each of them. Always three queries. */
@Injectable()
export class ReadBoard {
  constructor(private readonly queries: BoardQueries) {}

  /** @throws NotFound for a branch whose vehicles the actor may not see, as if it did not exist (RP-13) */
  async run(actor: Actor, span: BoardSpan): Promise<Board> {
    if (!actor.can('read', 'Vehicle', { branchId: span.branchId })) throw new NotFound();
    const [branch, found, entries] = await Promise.all([
      this.queries.branch(span.branchId),
      this.queries.vehicles(actor, span.branchId, MOST_VEHICLES + 1),
      this.queries.entries(actor, span),
    ]);
    if (!branch) throw new NotFound();
    const vehicles = found.slice(0, MOST_VEHICLES);
    return {
      branchName: branch.name,
      timeZone: branch.timeZone,
      vehicles: vehicles.map((vehicle) => ({
        ...vehicle,
        bookable: isBookable(actor, span.branchId, branch, vehicle),
      })),
      blocks: blocksOf(vehicles, entries),
      moreVehicles: found.length > MOST_VEHICLES,
    };
  }
}

/** BR-4: whether the actor may book the vehicle. Someone who books for others may book for people of any group. */
function isBookable(actor: Actor, branchId: string, branch: BoardBranch, vehicle: BoardVehicle): boolean {
  if (vehicle.state !== 'active' || branch.state !== 'open') return false;
  const { groupIds } = vehicle;
  const isOpen = groupIds.length === 0 || groupIds.some((id) => actor.groupIds.includes(id));
  return actor.can('book', 'Vehicle', { branchId }) && (isOpen || actor.may('book_for', 'User'));
}

/**
 * Leaves out entries of vehicles that have just left the board. Thousands of entries share a few instants and ids; sharing
 * their strings makes much less garbage.
 */
function blocksOf(vehicles: readonly BoardVehicle[], entries: readonly BoardEntry[]): BoardBlock[] {
  const onBoard = new Map(vehicles.map((vehicle) => [vehicle.id, vehicle]));
  const instantOf = remembered(instantFrom);
  const blocks: BoardBlock[] = [];
  for (const entry of entries) {
    const vehicle = onBoard.get(entry.vehicleId);
    if (!vehicle) continue;
    const block = blockOf(entry, vehicle.id, instantOf);
    blocks.push(block);
    const isHeld = block.kind === 'booking' && block.state !== 'completed';
    if (vehicle.bufferMinutes > 0 && isHeld) blocks.push(...buffersAround(block, vehicle.bufferMinutes * MINUTE_MS));
  }
  return blocks;
}

function remembered(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) known.set(text, (made = make(text)));
    return made;
  };
}

function blockOf(entry: BoardEntry, vehicleId: string, instantOf: (text: string) => string): BoardBlock {
  const { kind, state, mine } = entry;
  const [start, end] = [instantOf(entry.start), instantOf(entry.end)];
  const block: BoardBlock = { vehicleId, start, end, kind, state, mine };
  if (entry.late) block.late = true;
  if (entry.bookingId) block.bookingId = entry.bookingId;
  if (entry.title) block.title = entry.title;
  if (entry.destination) block.destination = entry.destination;
  return block;
}

/** BK-5: the time before and after a booking in which the vehicle's policy lets no other booking in. */
function buffersAround({ vehicleId, start, end }: BoardBlock, bufferMs: number): BoardBlock[] {
  const buffer = { vehicleId, kind: 'buffer', state: null, mine: false } as const;
  return [
    { ...buffer, start: movedBy(-bufferMs, start), end: start },
    { ...buffer, start: end, end: movedBy(bufferMs, end) },
  ];
}

const movedBy = (ms: number, instant: string): string => new Date(Date.parse(instant) + ms).toISOString();
