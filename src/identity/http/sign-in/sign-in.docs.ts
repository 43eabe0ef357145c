import { describeRoutes } from '../../../platform/http/openapi/operation-docs.js';

export const sessionDocs = describeRoutes('Signing in', {
  signIn: {
    operationId: 'signIn',
    summary: 'Sign in with a password',
    description:
      'Signs you in and sets the session cookie (ID-11). A wrong address or password is always `invalid_credentials`; other reasons are given only if the password is right. After too many attempts, wait for the time in `Retry-After`.',
  },
  show: {
    operationId: 'getSession',
    summary: 'Read the current session',
    description:
      'Returns who is signed in, what they may do in which branches, when the session ends, how they can confirm who they are, whether they have to accept an agreement, the organisation’s name, and the branches that they can see (ID-13, ID-14).',
  },
  signOut: {
    operationId: 'signOut',
    summary: 'Sign out',
    description: 'Ends the session; its cookie no longer works anywhere (ID-14).',
  },
});

export const passkeySessionDocs = describeRoutes('Signing in', {
  options: {
    operationId: 'getPasskeySignInOptions',
    summary: 'Start a passkey sign-in',
    description: 'Returns the options for `navigator.credentials.get`, for a sign-in or a step-up (ID-12).',
  },
  signIn: {
    operationId: 'signInWithPasskey',
    summary: 'Sign in with a passkey',
    description: 'Signs you in with the browser’s passkey response and sets the session cookie (ID-12).',
  },
  stepUp: {
    operationId: 'stepUp',
    summary: 'Confirm who you are',
    description:
      'Confirms with a password or a passkey that it is you. For the next 5 minutes, the session may change credentials and access (ID-13). The response sets a new session cookie.',
  },
});

export const passwordResetsDocs = describeRoutes('Signing in', {
  request: {
    operationId: 'requestPasswordReset',
    summary: 'Request a password reset',
    description:
      'Emails a reset link to the address if it is known. The response is the same for every address (ID-8).',
  },
  complete: {
    operationId: 'completePasswordReset',
    summary: 'Set a new password',
    description:
      'Sets a new password with the token from the reset link and ends every session (ID-9, ID-15). For a used or expired link you get `link_expired`.',
  },
});

export const registrationsDocs = describeRoutes('Signing in', {
  options: {
    operationId: 'getSignUpOptions',
    summary: 'Read the sign-up options',
    description:
      'Returns whether people may register themselves, for which branches, and which agreement they accept (ID-3).',
  },
  register: {
    operationId: 'register',
    summary: 'Register',
    description:
      'Registers a person and emails a link to confirm the address. The response is the same for a known address (ID-8).',
  },
  verify: {
    operationId: 'verifyEmail',
    summary: 'Confirm an email address',
    description:
      'Confirms the address with the token from the emailed link (ID-9). An invited person sets a password or adds a passkey with it.',
  },
  passkeyOptions: {
    operationId: 'getVerificationPasskeyOptions',
    summary: 'Start a passkey for an invitation',
    description:
      'Returns the options for `navigator.credentials.create` for a person who accepts an invitation (ID-4, ID-12).',
  },
  resend: {
    operationId: 'resendVerification',
    summary: 'Send the confirmation link again',
    description:
      'Emails a new link if the address still needs confirming. The response is the same for every address (ID-8).',
  },
});
