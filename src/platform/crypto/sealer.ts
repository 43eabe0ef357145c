import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

const NONCE = 12;
const TAG = 16;

/**
 * Encrypts secrets that must be read again (a link on its way to an email) with AES-256-GCM under `SECRET_KEY`. The first
 * key seals and every listed key opens, so that keys can be rotated.
 */
@Injectable()
export class Sealer {
  /** As objects: passing Node a key that it has to convert every time makes sealing four times slower. */
  readonly #keys: KeyObject[];

  constructor(config: Config) {
    this.#keys = config.secretKeys.map((key) =>
      createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'motorpool sealer', 32))),
    );
  }

  /** @param purpose bound to the text: what was sealed for one purpose cannot be opened for another */
  seal(text: string, purpose: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#keys[0]!, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws Error where no key opens it */
  open(sealed: string, purpose: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    for (const key of this.#keys) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
      } catch {
        continue;
      }
    }
    throw new Error(`No key in SECRET_KEY opens what was sealed for ${purpose}.`);
  }
}
