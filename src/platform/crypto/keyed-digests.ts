import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config/config.js';

/**
 * Digests under a key of `SECRET_KEY`: so someone who reads them in the database cannot guess the values. The first
 * key makes them and every listed key recognises them, so that keys can be rotated.
 */
export class KeyedDigests {
  readonly #keys: Buffer[];

  /** @param purpose of the digests: the same text has a different digest for another purpose */
  constructor(config: Config, purpose: string) {
    this.#keys = config.secretKeys.map((key) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32)));
  }

  of(text: string): string {
    return digest(this.#keys[0]!, text).toString('base64url');
  }

  match(stored: string, text: string): boolean {
    const known = Buffer.from(stored, 'base64url');
    return this.#keys.some((key) => {
      const made = digest(key, text);
      return made.length === known.length && timingSafeEqual(made, known);
    });
  }
}

const digest = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
