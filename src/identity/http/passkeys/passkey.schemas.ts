import { z } from 'zod';
import { PasswordBody } from '../account/account.schemas.js';
import { linkToken, password } from '../account/registration.schemas.js';
import { pageOf, pageQuery } from '../../../platform/http/paging.js';
import { id, instantOut, line } from '../../../platform/http/schemas.js';

/** Bytes as WebAuthn's JSON writes them: base64url without padding. */
const bytes = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
const publicKey = z.literal('public-key');

/** Unsigned parts that browsers send: accepted and ignored. */
const unsigned = {
  authenticatorAttachment: z.string().max(30).nullish(),
  clientExtensionResults: z.record(z.string().max(50), z.unknown()).default({}),
};

/** What `PublicKeyCredential.toJSON()` gives for a new credential (WebAuthn §5.1). */
const RegistrationResponse = z
  .strictObject({
    id: bytes(4096),
    rawId: bytes(4096),
    type: publicKey,
    ...unsigned,
    response: z.strictObject({
      clientDataJSON: bytes(8192),
      attestationObject: bytes(65_536),
      transports: z.array(z.string().max(30)).max(20).optional(),
      authenticatorData: bytes(65_536).nullish(),
      publicKey: bytes(65_536).nullish(),
      publicKeyAlgorithm: z.int().nullish(),
    }),
  })
  .meta({ id: 'PasskeyRegistration' });

/** The same for a passkey that is presented. */
const AuthenticationResponse = z
  .strictObject({
    id: bytes(4096),
    rawId: bytes(4096),
    type: publicKey,
    ...unsigned,
    response: z.strictObject({
      clientDataJSON: bytes(8192),
      authenticatorData: bytes(65_536),
      signature: bytes(8192),
      userHandle: bytes(200).nullish(),
    }),
  })
  .meta({ id: 'PasskeyAssertion' });

const passkeyName = line(60);

const made = RegistrationResponse.transform(({ id, rawId, type, response: { clientDataJSON, ...rest } }) => ({
  ...{ id, rawId, type, clientExtensionResults: {} },
  response: { clientDataJSON, attestationObject: rest.attestationObject, transports: rest.transports ?? [] },
}));

export const NewPasskey = z
  .strictObject({ response: made, name: passkeyName.default('Passkey') })
  .meta({ id: 'NewPasskey' });
export type NewPasskey = z.output<typeof NewPasskey>;

const shown = AuthenticationResponse.transform(({ id, rawId, type, response }) => ({
  ...{ id, rawId, type, clientExtensionResults: {} },
  response: { ...response, userHandle: response.userHandle ?? undefined },
}));

export const PasskeySignInBody = z
  .strictObject({ response: shown, remember: z.boolean().default(false) })
  .meta({ id: 'PasskeySignIn' });
export type PasskeySignInBody = z.output<typeof PasskeySignInBody>;

/** A step-up takes a password or a passkey, not both. */
export const StepUpBody = z
  .strictObject({ password: PasswordBody.shape.password.optional(), response: shown.optional() })
  .refine(({ password, response }) => (password === undefined) !== (response === undefined), {
    error: 'must contain either a password or a response',
  })
  .meta({ id: 'StepUp' });
export type StepUpBody = z.output<typeof StepUpBody>;

/** Someone who follows a link sets a password or makes a passkey, not both. */
export const VerificationBody = z
  .strictObject({
    token: linkToken,
    password: password.optional(),
    response: made.optional(),
    name: NewPasskey.shape.name,
  })
  .refine((body) => body.password === undefined || body.response === undefined, {
    error: 'must contain a password or a response, not both',
  })
  .meta({ id: 'EmailVerification' });
export type VerificationBody = z.output<typeof VerificationBody>;

export const LinkBody = z.strictObject({ token: linkToken }).meta({ id: 'MailedLink' });
export type LinkBody = z.output<typeof LinkBody>;

export const PasskeyRenaming = z.strictObject({ name: passkeyName }).meta({ id: 'PasskeyPatch' });
export type PasskeyRenaming = z.output<typeof PasskeyRenaming>;

export const PasskeyList = z.strictObject(pageQuery);
export type PasskeyList = z.output<typeof PasskeyList>;

export const PasskeyAnswer = z
  .object({
    id,
    name: z.string(),
    createdAt: instantOut,
    lastUsedAt: instantOut.nullable(),
    backedUp: z.boolean(),
  })
  .meta({ id: 'Passkey' });
const ListedPasskey = PasskeyAnswer.extend({
  current: z.boolean().describe('Whether you signed in with it this time. If so, removing it ends this session.'),
}).meta({ id: 'ListedPasskey' });
export const PasskeyPage = pageOf(ListedPasskey);

const userVerification = z.literal('required');

/** PublicKeyCredentialCreationOptionsJSON (WebAuthn §5.1.8). */
export const CreationOptions = z
  .object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.object({ type: publicKey, alg: z.int() })),
    timeout: z.int(),
    excludeCredentials: z.array(z.object({ type: publicKey, id: z.string(), transports: z.array(z.string()) })),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.literal(true),
      userVerification,
    }),
    attestation: z.literal('none'),
  })
  .meta({ id: 'PasskeyCreationOptions' });

/** PublicKeyCredentialRequestOptionsJSON (WebAuthn §5.1.9): without `allowCredentials`. */
export const RequestOptions = z
  .object({
    challenge: z.string(),
    timeout: z.int(),
    rpId: z.string(),
    userVerification,
  })
  .meta({ id: 'PasskeyRequestOptions' });
