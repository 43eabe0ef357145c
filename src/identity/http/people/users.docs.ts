import '../fields.docs.js';
import '../problems.docs.js';
import { describeRoutes } from '../../../platform/http/openapi/operation-docs.js';

export const governanceDocs = describeRoutes('People', {
  amend: {
    operationId: 'updateUser',
    summary: 'Change a person',
    description:
      'Changes a person’s details, branch and groups (ID-1). Only a contact’s email address can be changed by staff: anyone who can sign in confirms a new one themselves.',
  },
  access: {
    operationId: 'setUserAccess',
    summary: 'Give or remove access',
    description:
      'Gives a contact access by emailing an invitation, or removes access: every session and token ends at once, and the person becomes a contact (ID-5).',
  },
  roles: {
    operationId: 'setUserRoles',
    summary: 'Set a person’s roles',
    description:
      'Replaces the person’s roles. You can only give and remove roles whose permissions you have yourself, and only in your branches (RP-11). No one can change their own roles.',
  },
  quickVerify: {
    operationId: 'quickVerifyUser',
    summary: 'Confirm an email address for someone',
    description:
      'Marks an email address as confirmed although the person has not confirmed it (ID-6). Not recommended. Your name is recorded, and the person gets no roles.',
  },
  erase: {
    operationId: 'deleteUser',
    summary: 'Delete a person',
    description:
      'Deletes a person and erases their personal data. Open bookings are cancelled, sessions end, histories keep a pseudonym (ID-17). It cannot be undone.',
  },
});

export const userStatesDocs = describeRoutes('People', {
  approve: {
    operationId: 'approveUser',
    summary: 'Approve a registration',
    description:
      'Approves a pending person and sets their roles, branch and groups in one step. They get an email (ID-3).',
  },
  reject: {
    operationId: 'rejectUser',
    summary: 'Reject a registration',
    description: 'Rejects a pending person and emails them the reason (ID-3).',
  },
  suspend: {
    operationId: 'suspendUser',
    summary: 'Suspend a person',
    description: 'Suspends a person; all their sessions end at once (ID-15).',
  },
  restore: {
    operationId: 'restoreUser',
    summary: 'Restore a suspended person',
    description: 'Lets a suspended person sign in again (ID-15).',
  },
});

export const usersDocs = describeRoutes('People', {
  list: {
    operationId: 'listUsers',
    summary: 'List people',
    description:
      'Lists the people that you can see, by name, with search and filters (ID-19). Branch, roles and groups come with their names if you may see them.',
  },
  get: {
    operationId: 'getUser',
    summary: 'Read a person',
    description: 'Returns one person (RP-13).',
  },
  add: {
    operationId: 'createUser',
    summary: 'Add a person',
    description:
      'Adds a person. With `canSignIn`, an invitation is emailed (ID-4); without it, the person is a contact that others book for.',
  },
  invite: {
    operationId: 'inviteUser',
    summary: 'Send an invitation again',
    description: 'Emails a new invitation; the older link no longer works (ID-9).',
  },
});

export const importDocs = describeRoutes('People', {
  import: {
    operationId: 'importUsers',
    summary: 'Import people from CSV',
    description:
      'Adds people from a CSV file: all of them or none (ID-20). With `dryRun=true` nothing is saved, and the response says what would happen to each line.',
  },
});

export const historiesDocs = describeRoutes('People', {
  by: {
    operationId: 'listChangesByUser',
    summary: 'List changes by a person',
    description:
      'Lists what this person changed, newest first. Changes that concern only other branches than yours are left out (ID-16).',
  },
  to: {
    operationId: 'listChangesToUser',
    summary: 'List changes to a person',
    description: 'Lists what was changed about this person and by whom, newest first (ID-16).',
  },
});

export const signInsDocs = describeRoutes('People', {
  list: {
    operationId: 'listUserSignIns',
    summary: 'List a person’s sign-ins',
    description: 'Lists every attempt to sign in as this person, newest first (ID-16).',
  },
});
