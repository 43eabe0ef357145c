import './fields.docs.js';
import './problems.docs.js';
import { describeRoutes } from '../../platform/http/openapi/operation-docs.js';

export const agreementsDocs = describeRoutes('Organisation and branches', {
  list: {
    operationId: 'listAgreements',
    summary: 'List user agreements',
    description: 'Lists every version of the user agreement, newest first (ID-18).',
  },
  publish: {
    operationId: 'publishAgreement',
    summary: 'Publish a user agreement',
    description: 'Publishes a new version. Everyone must accept it before their next booking (ID-18).',
  },
});

export const branchesDocs = describeRoutes('Organisation and branches', {
  list: {
    operationId: 'listBranches',
    summary: 'List branches',
    description: 'Lists the branches that you can see, by name (BR-1).',
  },
  get: {
    operationId: 'getBranch',
    summary: 'Read a branch',
    description: 'Returns one branch (BR-1).',
  },
  open: {
    operationId: 'createBranch',
    summary: 'Create a branch',
    description: 'Creates a branch with its code and time zone (BR-1).',
  },
  amend: {
    operationId: 'updateBranch',
    summary: 'Change a branch',
    description: 'Changes a branch, or closes it: a closed branch takes no new bookings (BR-1).',
  },
  welcomeMessage: {
    operationId: 'getWelcomeMessage',
    summary: 'Read a branch’s welcome message',
    description: 'Returns the welcome message in Markdown, and as HTML that is safe to show (BR-1).',
  },
  welcome: {
    operationId: 'setWelcomeMessage',
    summary: 'Set a branch’s welcome message',
    description: 'Replaces the welcome message, written in Markdown (BR-1).',
  },
  previewWelcome: {
    operationId: 'previewWelcomeMessage',
    summary: 'Preview a welcome message',
    description: 'Converts Markdown to the HTML that people would see. Nothing is saved (BR-1).',
  },
});

export const organisationDocs = describeRoutes('Organisation and branches', {
  get: {
    operationId: 'getOrganisation',
    summary: 'Read the organisation',
    description: 'Returns the organisation’s name, time zone and settings (RP-8).',
  },
  amend: {
    operationId: 'updateOrganisation',
    summary: 'Change the organisation',
    description: 'Changes the organisation’s name, time zone and settings (RP-8).',
  },
});

/** Groups, locations and accessories have the same routes. */
export const belongingsDocs = (one: string, many: string) => {
  const [thing, things] = [one.toLowerCase(), many.toLowerCase()];
  const a = /^[aeiou]/.test(thing) ? 'an' : 'a';
  return describeRoutes('Organisation and branches', {
    list: {
      operationId: `list${many}`,
      summary: `List ${things}`,
      description: `Lists the ${things} of your branches by name (BR-2).`,
    },
    get: {
      operationId: `get${one}`,
      summary: `Read ${a} ${thing}`,
      description: `Returns one ${thing} with the branches that it belongs to (BR-2).`,
    },
    make: {
      operationId: `create${one}`,
      summary: `Create ${a} ${thing}`,
      description: `Creates ${a} ${thing} in one or more branches (BR-2). You need the permission in all of them. A name is unique within a branch.`,
    },
    amend: {
      operationId: `update${one}`,
      summary: `Change ${a} ${thing}`,
      description: `Renames ${a} ${thing} or changes its branches (BR-2). You need the permission in all of them. A branch cannot be removed while something in it uses the ${thing}: \`in_use\`.`,
    },
    remove: {
      operationId: `delete${one}`,
      summary: `Delete ${a} ${thing}`,
      description: `Deletes ${a} ${thing} that nothing uses (BR-2); otherwise you get \`in_use\`.`,
    },
  });
};
