import type { Block, Vehicle } from './board-query';
import { nearestTo, rowOf } from './cells';

const HOUR = 3_600_000;
const day = Date.parse('2026-11-30T00:00:00Z');
const at = (hour: number) => new Date(day + hour * HOUR).toISOString();
const vehicle = { id: 'v', bookable: true } as Vehicle;
const block = (from: number, to: number, more: Partial<Block> = {}): Block => ({
  vehicleId: 'v',
  start: at(from),
  end: at(to),
  kind: 'booking',
  state: 'confirmed',
  mine: false,
  ...more,
});
const within = { start: day, end: day + 24 * HOUR, now: day };
const hoursOf = (cells: { start: number; end: number }[]) =>
  cells.map(({ start, end }) => [(start - day) / HOUR, (end - day) / HOUR]);
const gapsOf = (blocks: Block[], more: object = {}, of = vehicle) =>
  hoursOf(rowOf(of, blocks, { ...within, ...more }).cells.filter((cell) => !cell.block));

describe('the row of a vehicle', () => {
  it.each([
    ['nothing booked', [], [[0, 24]]],
    [
      'one booking',
      [block(9, 11)],
      [
        [0, 9],
        [11, 24],
      ],
    ],
    ['one from the day before', [block(-3, 2)], [[2, 24]]],
    ['one into the next day', [block(20, 30)], [[0, 20]]],
    ['one on the whole day', [block(-1, 25)], []],
    [
      'two that touch',
      [block(9, 11), block(11, 12)],
      [
        [0, 9],
        [12, 24],
      ],
    ],
    ['a gap of ten minutes', [block(0, 9), block(9 + 1 / 6, 24)], []],
  ])('has gaps: %s', (_what, blocks, gaps) => expect(gapsOf(blocks)).toEqual(gaps));

  it('keeps the buffers around a booking free', () => {
    const buffers = [block(8.5, 9, { kind: 'buffer', state: null }), block(11, 11.5, { kind: 'buffer', state: null })];
    expect(gapsOf([block(9, 11), ...buffers])).toEqual([
      [0, 8.5],
      [11.5, 24],
    ]);
  });

  it('offers nothing that is over: gaps begin at the next quarter of an hour', () => {
    expect(gapsOf([block(16, 17)], { now: day + 14.1 * HOUR })).toEqual([
      [14.25, 16],
      [17, 24],
    ]);
  });

  it('offers nothing of a vehicle that one may not book', () => {
    expect(gapsOf([block(9, 11)], {}, { ...vehicle, bookable: false })).toEqual([]);
  });

  it('BK-2: a vehicle that is still out holds until now', () => {
    const out = block(9, 11, { state: 'in_use', late: true });
    const { cells } = rowOf(vehicle, [out], { ...within, now: day + 13 * HOUR });
    expect(hoursOf(cells)).toEqual([
      [9, 13],
      [13, 24],
    ]);
  });

  it('cuts the gaps of a week at midnight', () => {
    expect(gapsOf([], { end: day + 48 * HOUR, cuts: [day, day + 24 * HOUR] })).toEqual([
      [0, 24],
      [24, 48],
    ]);
  });

  it.each([
    [3, 0],
    [9, 9],
    [10.5, 9],
    [11, 11],
    [23, 11],
  ])('the arrow keys lead from %s h to what starts at %s h', (from, to) => {
    const { cells } = rowOf(vehicle, [block(9, 11)], within);
    expect(hoursOf([nearestTo(cells, day + from * HOUR)!])[0]![0]).toBe(to);
  });
});
