import { createHash, generateKeyPair, type webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { Database } from '../../platform/database/database.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';

type JsonWebKey = webcrypto.JsonWebKey;
export type PrivateJwk = JsonWebKey & { kid: string };

/** A new key is published this long before it signs, so that caches of the key set have it by then. */
const SHOWN_BEFORE_SECONDS = 3_600;
/** An old key stays published this long after its last signature: longer than any token that it signed. */
const SHOWN_AFTER_SECONDS = 2 * 86_400;
const PURPOSE = 'openid signing key';
const EVERY_MS = 3_600_000;
/** Requests at nearly the same time share one query: a new key is published long before it signs. */
const SAME_MOMENT_MS = 100;
const makeKeyPair = promisify(generateKeyPair);

/** The signing key first, then those that will sign or did. */
const VERSION = `
  SELECT coalesce(string_agg(kid, ' ' ORDER BY signs_from <= now() DESC, signs_from DESC), '') AS version
    FROM openid.signing_keys`;
const KEYS = `
  SELECT sealed_jwk AS sealed FROM openid.signing_keys ORDER BY signs_from <= now() DESC, signs_from DESC`;
const DUE = `NOT EXISTS (SELECT 1 FROM openid.signing_keys WHERE created_at > now() - make_interval(days => $1))`;
const ADD = `
  INSERT INTO openid.signing_keys (kid, sealed_jwk, signs_from)
  SELECT $2, $3, now() + CASE WHEN EXISTS (SELECT 1 FROM openid.signing_keys) THEN make_interval(secs => $4)
                              ELSE interval '0' END
   WHERE ${DUE}`;
/** A key is old if a newer one has taken over. */
const FORGET = `
  DELETE FROM openid.signing_keys old
   WHERE EXISTS (SELECT 1 FROM openid.signing_keys later
                  WHERE later.signs_from > old.signs_from AND later.signs_from < now() - make_interval(secs => $1))`;

/** The keys that sign ID tokens: in the database, sealed, the same for every process and after every restart. */
@Injectable()
export class SigningKeys {
  readonly #days: number;
  #asked: { version: Promise<string>; at: number } | undefined;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly sealer: Sealer,
    config: Config,
    sweeps: Sweeps,
  ) {
    this.#days = config.values.OPENID_KEY_DAYS;
    sweeps.add('SigningKeys', EVERY_MS, () => this.renew());
  }

  /** Changes with the keys, or with the one that signs: at once in this process, and within a moment in the others. */
  version(): Promise<string> {
    if (this.#asked && performance.now() - this.#asked.at < SAME_MOMENT_MS) return this.#asked.version;
    const asked = { version: this.#version(), at: performance.now() };
    this.#asked = asked;
    // The next caller asks again.
    asked.version.catch(() => {
      if (this.#asked === asked) this.#asked = undefined;
    });
    return asked.version;
  }

  /** The signing key comes first. Makes the first key if there is none. */
  async all(): Promise<PrivateJwk[]> {
    let rows = await this.database.query<{ sealed: string }>(KEYS);
    if (rows.length === 0) {
      await this.renew();
      rows = await this.database.query<{ sealed: string }>(KEYS);
    }
    return rows.map(({ sealed }) => JSON.parse(this.sealer.open(sealed, PURPOSE)) as PrivateJwk);
  }

  /** Makes a new key if the newest is due for it, and deletes those whose signatures have all expired. */
  async renew(): Promise<void> {
    await this.work.run(SYSTEM, (tx) => tx.query(FORGET, [SHOWN_AFTER_SECONDS]));
    this.#asked = undefined;
    const { due } = (await this.database.one<{ due: boolean }>(`SELECT ${DUE} AS due`, [this.#days]))!;
    if (!due) return;
    const jwk = await newJwk();
    const sealed = this.sealer.seal(JSON.stringify(jwk), PURPOSE);
    await this.work.run(SYSTEM, async (tx) => {
      // Another process that makes a key at the same moment waits here, and then finds this one.
      await tx.lock('setting', 'openid-signing-keys');
      await tx.query(ADD, [this.#days, jwk.kid, sealed, SHOWN_BEFORE_SECONDS]);
    });
    this.#asked = undefined;
  }

  async #version(): Promise<string> {
    return (await this.database.one<{ version: string }>(VERSION))!.version;
  }
}

async function newJwk(): Promise<PrivateJwk> {
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' }) as JsonWebKey;
  // RFC 7638: the thumbprint names the key, and no two keys have the same.
  const kid = createHash('sha256')
    .update(JSON.stringify({ e: jwk.e, kty: jwk.kty, n: jwk.n }))
    .digest('base64url');
  return { ...jwk, kid, alg: 'RS256', use: 'sig' } as PrivateJwk;
}
