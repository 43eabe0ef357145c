import { describeRoutes } from '../../../platform/http/openapi/operation-docs.js';

export const meDocs = describeRoutes('Your account', {
  show: {
    operationId: 'getMe',
    summary: 'Read your account',
    description: 'Returns your own account (ID-1).',
  },
  change: {
    operationId: 'updateMe',
    summary: 'Change your account',
    description:
      'Changes your name, phone, locale or email address. A new address takes effect when you open the link that is emailed to it (ID-13).',
  },
  setPassword: {
    operationId: 'setMyPassword',
    summary: 'Set your password',
    description:
      'Sets a new password and ends your other sessions (ID-15). Needs a sign-in less than 5 minutes old (ID-13).',
  },
});

export const ownRightsDocs = describeRoutes('Your account', {
  accept: {
    operationId: 'acceptAgreement',
    summary: 'Accept the user agreement',
    description:
      'Accepts the current version of the user agreement. Accepting it again returns the first acceptance (ID-18).',
  },
  export: {
    operationId: 'exportMyData',
    summary: 'Export your data',
    description: 'Returns everything we hold about you (ID-17). Needs a sign-in less than 5 minutes old.',
  },
  erase: {
    operationId: 'deleteMe',
    summary: 'Delete your account',
    description:
      'Deletes your account and erases your personal data (ID-17). It cannot be undone. Needs a sign-in less than 5 minutes old.',
  },
});

export const ownSessionsDocs = describeRoutes('Your account', {
  list: {
    operationId: 'listMySessions',
    summary: 'List your sessions',
    description: 'Lists where you are signed in, newest first (ID-15).',
  },
  endOthers: {
    operationId: 'endMyOtherSessions',
    summary: 'End your other sessions',
    description: 'Ends all your sessions except this one (ID-15).',
  },
  end: {
    operationId: 'endMySession',
    summary: 'End a session',
    description: 'Ends one of your sessions (ID-15).',
  },
});

export const passkeysDocs = describeRoutes('Your account', {
  list: {
    operationId: 'listMyPasskeys',
    summary: 'List your passkeys',
    description: 'Lists your passkeys, oldest first (ID-12).',
  },
  options: {
    operationId: 'getNewPasskeyOptions',
    summary: 'Start adding a passkey',
    description: 'Returns the options for `navigator.credentials.create` (ID-12).',
  },
  add: {
    operationId: 'addMyPasskey',
    summary: 'Add a passkey',
    description: 'Adds the passkey that the browser created from the options (ID-12). You get an email about it.',
  },
  rename: {
    operationId: 'renameMyPasskey',
    summary: 'Rename a passkey',
    description: 'Changes the name of one of your passkeys (ID-12).',
  },
  remove: {
    operationId: 'deleteMyPasskey',
    summary: 'Delete a passkey',
    description:
      'Deletes a passkey and ends the sessions that were started with it. The last way to sign in cannot be removed: `last_way_in` (ID-13).',
  },
});
