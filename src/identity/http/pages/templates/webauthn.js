// What the pages say to the service and to the browser's authenticator.

const credentials = navigator.credentials;

export class Refusal extends Error {
  constructor({ code, title }) {
    super(title);
    this.code = code;
  }
}

export async function api(method, path, body) {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  if (answer.status === 204) return undefined;
  const content = await answer.json();
  if (!answer.ok) throw new Refusal(content);
  return content;
}

// WebAuthn speaks bytes, JSON base64url. Browsers convert by themselves since 2024 or 2025.
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function creationOptions(json) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
  return {
    ...json,
    challenge: toBytes(json.challenge),
    user: { ...json.user, id: toBytes(json.user.id) },
    excludeCredentials: json.excludeCredentials.map((known) => ({ ...known, id: toBytes(known.id) })),
  };
}

function requestOptions(json) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(json);
  return { ...json, challenge: toBytes(json.challenge) };
}

/** What the service takes of a credential: it refuses what it does not know. */
function responseOf({ id, type, response }) {
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  // A new credential tells its authenticator data within the attestation object.
  const sent = parts.filter((part) => response[part] && !(part === 'authenticatorData' && response.attestationObject));
  const encoded = Object.fromEntries(sent.map((part) => [part, toText(response[part])]));
  const transports = response.getTransports ? { transports: response.getTransports() } : {};
  return { id, rawId: id, type, response: { ...encoded, ...transports } };
}

export async function show(more) {
  const publicKey = requestOptions(await api('POST', '/session/passkey-options'));
  return responseOf(await credentials.get({ publicKey, ...more }));
}

/** Whether the person, or this script, has broken it off: nothing that anybody must be told of. */
export const isBrokenOff = ({ name }) => name === 'AbortError' || name === 'NotAllowedError';

/** Makes a passkey as these options want it. */
export async function create(options) {
  return responseOf(await credentials.create({ publicKey: creationOptions(options) }));
}
