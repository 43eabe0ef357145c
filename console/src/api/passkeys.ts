import type { Schema } from './types';

export const passkeysAreSupported = (): boolean => 'PublicKeyCredential' in globalThis;

/** Whether the person, or the browser after a while, broke it off. */
export const isBrokenOff = (error: unknown): boolean =>
  error instanceof DOMException && ['AbortError', 'NotAllowedError'].includes(error.name);

export const isKnownAlready = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'InvalidStateError';

const toText = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Makes a passkey with the device; the result is what the service stores. */
export async function createPasskey(options: Schema<'PasskeyCreationOptions'>) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const { id, response } = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const made = response as AuthenticatorAttestationResponse;
  return {
    id,
    rawId: id,
    type: 'public-key' as const,
    clientExtensionResults: {},
    response: {
      clientDataJSON: toText(made.clientDataJSON),
      attestationObject: toText(made.attestationObject),
      transports: made.getTransports(),
    },
  };
}

/** Has the device show a passkey. */
export async function showPasskey(options: Schema<'PasskeyRequestOptions'>) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const { id, response } = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const shown = response as AuthenticatorAssertionResponse;
  return {
    id,
    rawId: id,
    type: 'public-key' as const,
    clientExtensionResults: {},
    response: {
      clientDataJSON: toText(shown.clientDataJSON),
      authenticatorData: toText(shown.authenticatorData),
      signature: toText(shown.signature),
      ...(shown.userHandle && { userHandle: toText(shown.userHandle) }),
    },
  };
}
