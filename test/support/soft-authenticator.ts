import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { type Cbor, encodeCbor } from './cbor.js';

/** Bits of the authenticator data (WebAuthn §6.1). */
export const FLAGS = { UP: 1, UV: 4, BE: 8, BS: 16, AT: 64 };

export type Algorithm = 'ES256' | 'EdDSA' | 'RS256' | 'ES384';

export interface Credential {
  id: string;
  algorithm: Algorithm;
  privateKey: KeyObject;
  publicKey: Map<number, Cbor>;
  userHandle: string;
  counter: number;
}

/** What a ceremony departs in from the right way. Whatever it says, the outcome is signed as it should be. */
export interface Twist {
  clientData?: Record<string, unknown>;
  rpId?: string;
  flags?: number;
  counter?: number;
  /** Appended to the authenticator data, and signed with them. */
  trailing?: Buffer;
  /** Changes what was signed, after it was. */
  tamper?: (parts: { authenticatorData: Buffer; signature: Buffer }) => void;
}

export interface MakingTwist extends Omit<Twist, 'tamper'> {
  algorithm?: Algorithm;
  credentialId?: Buffer;
  /** The algorithm that the key claims to be for. */
  claims?: number;
  /** Appended to the attestation object. */
  afterAttestation?: Buffer;
}

interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}
interface RequestOptions {
  challenge: string;
  rpId: string;
}

const usual = FLAGS.UP | FLAGS.UV | FLAGS.BE | FLAGS.BS;
const base64url = (bytes: Buffer) => bytes.toString('base64url');
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();

/** An authenticator with its browser, in a page of one origin: makes and shows passkeys, right or with one flaw. */
export class SoftAuthenticator {
  constructor(readonly origin: string) {}

  create(options: CreationOptions, twist: MakingTwist = {}) {
    const algorithm = twist.algorithm ?? 'ES256';
    const { privateKey, publicKey } = keyPair(algorithm);
    if (twist.claims !== undefined) publicKey.set(3, twist.claims);
    const id = twist.credentialId ?? randomBytes(32);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, encodeCbor(publicKey as Map<number, Cbor>)]);
    const flags = twist.flags ?? usual;
    const authData = this.#authData(twist.rpId ?? options.rp.id, flags | FLAGS.AT, twist.counter ?? 0, attested, twist);
    const attestation = new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    const attestationObject = Buffer.concat([encodeCbor(attestation), twist.afterAttestation ?? Buffer.alloc(0)]);
    const response = {
      id: base64url(id),
      rawId: base64url(id),
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: { credProps: { rk: true } },
      response: {
        clientDataJSON: base64url(this.#clientData('webauthn.create', options.challenge, twist)),
        attestationObject: base64url(attestationObject),
        transports: ['internal', 'hybrid'],
      },
    };
    const { counter = 0 } = twist;
    const credential: Credential = {
      id: response.id,
      algorithm,
      privateKey,
      publicKey,
      userHandle: options.user.id,
      counter,
    };
    return { response, credential };
  }

  get({ challenge, rpId }: RequestOptions, credential: Credential, twist: Twist = {}) {
    const { flags = usual, counter = credential.counter } = twist;
    const authenticatorData = this.#authData(twist.rpId ?? rpId, flags, counter, Buffer.alloc(0), twist);
    const clientData = this.#clientData('webauthn.get', challenge, twist);
    const signature = signed(credential, Buffer.concat([authenticatorData, sha256(clientData)]));
    const parts = { authenticatorData, signature };
    twist.tamper?.(parts);
    return {
      id: credential.id,
      rawId: credential.id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(parts.authenticatorData),
        signature: base64url(parts.signature),
        userHandle: credential.userHandle as string | undefined,
      },
    };
  }

  #clientData(type: string, challenge: string, { clientData }: Pick<Twist, 'clientData'>): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false, ...clientData }));
  }

  #authData(rpId: string, flags: number, counter: number, attested: Buffer, { trailing }: Pick<Twist, 'trailing'>) {
    const fixed = Buffer.alloc(5);
    fixed.writeUInt8(flags);
    fixed.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), fixed, attested, trailing ?? Buffer.alloc(0)]);
  }
}

function signed({ algorithm, privateKey }: Credential, data: Buffer): Buffer {
  const hash = { ES256: 'sha256', RS256: 'sha256', ES384: 'sha384', EdDSA: null }[algorithm];
  return sign(hash, data, privateKey);
}

/** A new key pair, the public half as COSE writes it (RFC 9053 §7). */
export function keyPair(algorithm: Algorithm): { privateKey: KeyObject; publicKey: Map<number, Cbor> } {
  const { privateKey, publicKey } = generate(algorithm);
  const jwk = publicKey.export({ format: 'jwk' });
  const part = (name: 'x' | 'y' | 'n' | 'e') => Buffer.from(jwk[name]!, 'base64url');
  const cose: Record<Algorithm, () => [number, Cbor][]> = {
    ES256: () => [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, part('x')],
      [-3, part('y')],
    ],
    ES384: () => [
      [1, 2],
      [3, -35],
      [-1, 2],
      [-2, part('x')],
      [-3, part('y')],
    ],
    EdDSA: () => [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, part('x')],
    ],
    RS256: () => [
      [1, 3],
      [3, -257],
      [-1, part('n')],
      [-2, part('e')],
    ],
  };
  return { privateKey, publicKey: new Map(cose[algorithm]()) };
}

function generate(algorithm: Algorithm) {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: algorithm === 'ES256' ? 'P-256' : 'P-384' });
}
