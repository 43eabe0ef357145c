import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Config } from '../../../platform/config/config.js';
import type { PasskeyFacts, PasskeyUse } from '../../domain/passkey.js';
import { CEREMONY_MINUTES } from './challenges.js';

/** What a ceremony needs to know about the owner of a new passkey. */
export interface PasskeyOwner {
  readonly handle: Buffer;
  readonly email: string;
  readonly name: string;
  readonly passkeys: readonly { credentialId: Buffer; transports: string[] }[];
}

/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812), the best first. */
const ALGORITHMS = [-8, -7, -257];
const LONGEST_CREDENTIAL_ID = 1023;
const TIMEOUT = CEREMONY_MINUTES * 60_000;
const knownTransports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

/** Loaded with the first ceremony: it takes 5 MB, which a worker never needs. */
const library = () => import('@simplewebauthn/server');

type Transport = (typeof knownTransports)[number];
const transportsOf = (given: readonly string[]): Transport[] =>
  knownTransports.filter((transport) => given.includes(transport));

/** The WebAuthn ceremonies of this deployment: its host is the relying party, and only its origin is accepted (ID-12). */
@Injectable()
export class Webauthn {
  readonly #origin: string;
  readonly #rpId: string;

  constructor(config: Config) {
    this.#origin = config.publicUrl;
    this.#rpId = new URL(config.publicUrl).hostname;
  }

  async creationOptions(challenge: string, organisation: string, { handle, email, name, passkeys }: PasskeyOwner) {
    const { generateRegistrationOptions } = await library();
    return generateRegistrationOptions({
      rpName: organisation,
      rpID: this.#rpId,
      userID: new Uint8Array(handle),
      userName: email,
      userDisplayName: name,
      challenge: bytesOf(challenge),
      timeout: TIMEOUT,
      attestationType: 'none',
      excludeCredentials: passkeys.map(({ credentialId, transports }) => ({
        id: credentialId.toString('base64url'),
        transports: transportsOf(transports),
      })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
  }

  /** The options name no credential, so they reveal nothing about any account. The authenticator offers what it has. */
  async requestOptions(challenge: string) {
    const { generateAuthenticationOptions } = await library();
    return generateAuthenticationOptions({
      rpID: this.#rpId,
      challenge: bytesOf(challenge),
      timeout: TIMEOUT,
      userVerification: 'required',
    });
  }

  /** The passkey that was made for this challenge; undefined if anything about it is wrong. */
  async made(response: RegistrationResponseJSON, challenge: string): Promise<PasskeyFacts | undefined> {
    const { verifyRegistrationResponse } = await library();
    try {
      if (!isPlainClientData(response.response.clientDataJSON)) return undefined;
      if (await hasTrailingBytes(bytesOf(response.response.attestationObject))) return undefined;
      const { registrationInfo: info } = await verifyRegistrationResponse({
        ...this.#expectations(challenge),
        response,
        supportedAlgorithmIDs: ALGORITHMS,
      });
      const credentialId = Buffer.from(response.id, 'base64url');
      const isSound = info?.credential.id === response.id && credentialId.length <= LONGEST_CREDENTIAL_ID;
      if (!isSound) return undefined;
      return {
        credentialId,
        publicKey: Buffer.from(info.credential.publicKey),
        counter: info.credential.counter,
        transports: transportsOf(response.response.transports ?? []),
        backupEligible: info.credentialDeviceType === 'multiDevice',
        backedUp: info.credentialBackedUp,
      };
    } catch {
      // The library throws for every error, even for bytes that it cannot read.
      return undefined;
    }
  }

  /** How the passkey was used for this challenge; undefined if anything about it is wrong. */
  async shown(
    response: AuthenticationResponseJSON,
    challenge: string,
    { credentialId, publicKey }: Pick<PasskeyFacts, 'credentialId' | 'publicKey'>,
  ): Promise<PasskeyUse | undefined> {
    const { verifyAuthenticationResponse } = await library();
    try {
      if (!isPlainClientData(response.response.clientDataJSON)) return undefined;
      const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
        ...this.#expectations(challenge),
        response,
        // With 0 the library does not check the counter: `Passkey.use` does.
        credential: { id: credentialId.toString('base64url'), publicKey: new Uint8Array(publicKey), counter: 0 },
      });
      if (!verified) return undefined;
      const { newCounter, credentialDeviceType, credentialBackedUp } = info;
      return {
        counter: newCounter,
        backupEligible: credentialDeviceType === 'multiDevice',
        backedUp: credentialBackedUp,
      };
    } catch {
      return undefined;
    }
  }

  #expectations(expectedChallenge: string) {
    const [expectedOrigin, expectedRPID] = [this.#origin, this.#rpId];
    return { expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: true };
  }
}

const bytesOf = (encoded: string) => new Uint8Array(Buffer.from(encoded, 'base64url'));

const clientDataOf = (encoded: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')) as Record<string, unknown>;

/** The signed challenge from the client data; undefined if that cannot be read. */
export function challengeOf(response: RegistrationResponseJSON | AuthenticationResponseJSON): string | undefined {
  try {
    const { challenge } = clientDataOf(response.response.clientDataJSON);
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Refuses a ceremony in a frame of another site: the library does not check this at a registration, and only partly at a
 * sign-in.
 */
function isPlainClientData(encoded: string): boolean {
  const { crossOrigin = false, topOrigin } = clientDataOf(encoded);
  return crossOrigin === false && topOrigin === undefined;
}

/** The library reads the first CBOR item and ignores what follows it. */
async function hasTrailingBytes(attestationObject: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { decodeAttestationObject, isoCBOR } = await import('@simplewebauthn/server/helpers');
  const first = isoCBOR.encode(decodeAttestationObject(attestationObject) as never);
  return first.byteLength !== attestationObject.byteLength;
}
