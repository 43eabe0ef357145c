import { createHmac, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { Counter } from 'prom-client';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { DirectWrites } from '../database/direct-writes.js';
import { TooManyRequests } from '../domain/domain-error.js';
import { Metrics } from '../health/metrics.js';
import { Sweeps } from '../schedule/sweeps.js';
import type { Tx } from '../work/tx.js';
import { limitHits } from './limit-hits.js';

/** How often something may be done in a window of time, with growing pauses before the limit is reached. */
export interface Limit {
  /** The name in the `RateLimit` headers. */
  readonly name: string;
  readonly most: number;
  readonly windowSeconds: number;
  /** After so many, each one causes a pause: 1 s, 2 s, 4 s … up to the longest. Without it, there are no pauses. */
  readonly pauses?: { readonly after: number; readonly longestSeconds: number };
}

/** A limit, applied to one person or address. */
export interface Bucket {
  readonly key: Buffer;
  readonly limit: Limit;
}

export interface Taken {
  readonly left: number;
  readonly resetSeconds: number;
}

/** A row that is full or pausing is not updated and not returned, so two requests cannot both take the last one. */
const TAKE = `
  INSERT INTO platform.limits AS l
    (key, taken, most, window_seconds, unpaused, longest_pause, window_ends_at, free_at)
  SELECT w.key, 1, w.most, w.window_seconds, w.unpaused, w.longest_pause,
         now() + make_interval(secs => w.window_seconds), '-infinity'
    FROM unnest($1::bytea[], $2::int[], $3::int[], $4::int[], $5::int[])
         AS w(key, most, window_seconds, unpaused, longest_pause)
   ORDER BY w.key
  ON CONFLICT (key) DO UPDATE SET
    taken = CASE WHEN l.window_ends_at <= now() THEN 1 ELSE l.taken + 1 END,
    most = excluded.most, window_seconds = excluded.window_seconds,
    unpaused = excluded.unpaused, longest_pause = excluded.longest_pause,
    window_ends_at = CASE WHEN l.window_ends_at <= now() THEN excluded.window_ends_at ELSE l.window_ends_at END,
    free_at = CASE WHEN l.window_ends_at <= now() OR l.taken + 1 < excluded.unpaused THEN '-infinity'
                   ELSE now() + make_interval(secs =>
                     least(power(2, least(l.taken + 1 - excluded.unpaused, 20)), excluded.longest_pause)) END
  WHERE l.window_ends_at <= now() OR (l.taken < excluded.most AND l.free_at <= now())
  RETURNING l.key, l.most - l.taken AS left, ceil(extract(epoch FROM l.window_ends_at - now()))::int AS "resetSeconds"`;

const FULL = `
  SELECT 1 FROM platform.limits
   WHERE key = $1 AND window_ends_at > now() AND (taken >= most OR free_at > now())`;

const WAIT = `
  SELECT key, ceil(extract(epoch FROM CASE WHEN taken >= most THEN window_ends_at ELSE greatest(free_at, now()) END - now()))::int AS wait
    FROM platform.limits WHERE key = ANY ($1) ORDER BY 2 DESC`;

const GIVE_BACK = `
  WITH mine AS (SELECT key FROM platform.limits WHERE key = ANY ($1) ORDER BY key FOR UPDATE)
  UPDATE platform.limits SET taken = greatest(taken - 1, 0), free_at = '-infinity'
   WHERE key = ANY (ARRAY (SELECT key FROM mine))`;

/**
 * Resets the first counter and takes one from each of the others, as subqueries for the statement that does what was counted;
 * both keys are parameters of it. An array makes PostgreSQL use the index even if it planned this while the table was small.
 */
export const forgiving = (own: string, others: string): string => `
  forgiven AS (SELECT key FROM platform.limits WHERE key = ${own} OR key = ANY (${others}) ORDER BY key FOR UPDATE),
  uncounted AS (DELETE FROM platform.limits WHERE key IN (SELECT key FROM forgiven WHERE key = ${own})),
  discounted AS (UPDATE platform.limits SET taken = greatest(taken - 1, 0)
                  WHERE key = ANY (ARRAY (SELECT key FROM forgiven)) AND key <> ${own})`;

const FORGIVE = `WITH ${forgiving('$1', '$2')} SELECT`;

const EVERY_MS = 3_600_000;

/**
 * Counters for limits, in PostgreSQL: all processes share them, and if PostgreSQL does not answer, nothing is allowed (503).
 */
@Injectable()
export class Limits {
  readonly #secret: Buffer;
  readonly #hits: Counter<'limit'>;

  constructor(
    private readonly database: Database,
    private readonly writes: DirectWrites,
    config: Config,
    sweeps: Sweeps,
    metrics: Metrics,
  ) {
    this.#hits = limitHits(metrics);
    this.#secret = Buffer.from(hkdfSync('sha256', config.secretKeys[0]!, '', 'motorpool limits', 32));
    sweeps.add('Limits', EVERY_MS, () => this.prune());
  }

  /** A digest of who or what is counted: somebody may type a password where an address belongs. */
  key(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#secret).update(JSON.stringify(parts)).digest();
  }

  /**
   * Takes one from each bucket, or from none.
   *
   * @param tx where it is to count only if that unit of work commits; without one, it counts whatever comes of the request
   * @returns what is left of each, in their order
   * @throws TooManyRequests
   */
  async take(buckets: readonly Bucket[], tx?: Tx): Promise<Taken[]> {
    const values = [
      buckets.map(({ key }) => key),
      buckets.map(({ limit }) => limit.most),
      buckets.map(({ limit }) => limit.windowSeconds),
      buckets.map(({ limit }) => limit.pauses?.after ?? limit.most + 1),
      buckets.map(({ limit }) => limit.pauses?.longestSeconds ?? 0),
    ];
    const rows = await this.#write<Taken & { key: Buffer }>(tx, TAKE, values);
    const taken = buckets.map(({ key }) => rows.find((row) => row.key.equals(key)));
    if (taken.every((row) => row !== undefined)) return taken;
    await this.giveBack(
      rows.map(({ key }) => key),
      tx,
    );
    const refused = buckets.filter((_, index) => !taken[index]);
    throw await this.#refusal(refused);
  }

  /**
   * Checks that a bucket is not full without writing to it: for buckets that so many share that they would wait for each
   * other. It is counted later.
   *
   * @throws TooManyRequests
   */
  async ensureRoom(bucket: Bucket): Promise<void> {
    const full = await this.database.query(FULL, [bucket.key]);
    if (full.length > 0) throw await this.#refusal([bucket]);
  }

  /** Takes back what was counted. */
  async giveBack(keys: readonly Buffer[], tx?: Tx): Promise<void> {
    if (keys.length > 0) await this.#write(tx, GIVE_BACK, [keys]);
  }

  /** Like `forgiving`, as a statement of its own. */
  async forgive(own: Buffer, others: readonly Buffer[], tx?: Tx): Promise<void> {
    await this.#write(tx, FORGIVE, [own, others]);
  }

  /** Deletes counters that no longer matter. */
  async prune(): Promise<void> {
    await this.writes.write('DELETE FROM platform.limits WHERE window_ends_at < now()');
  }

  #write<Row extends QueryResultRow>(tx: Tx | undefined, text: string, values: readonly unknown[]): Promise<Row[]> {
    return tx ? tx.query<Row>(text, values) : this.writes.write<Row>(text, values);
  }

  async #refusal(refused: readonly Bucket[]): Promise<TooManyRequests> {
    const rows = await this.database.query<{ key: Buffer; wait: number }>(WAIT, [refused.map(({ key }) => key)]);
    const { limit } = refused.find(({ key }) => rows[0]?.key.equals(key)) ?? refused[0]!;
    this.#hits.inc({ limit: limit.name });
    return new TooManyRequests(Math.max(rows[0]?.wait ?? 1, 1), limit);
  }
}
