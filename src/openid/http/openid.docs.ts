import './fields.docs.js';
import { describeRoutes } from '../../platform/http/openapi/operation-docs.js';

export const clientsDocs = describeRoutes('OpenID clients', {
  list: {
    operationId: 'listOidcClients',
    summary: 'List OpenID clients',
    description: 'Lists the applications that people sign in to with Motorpool, or that use this API (OP-2).',
  },
  register: {
    operationId: 'createOidcClient',
    summary: 'Register an OpenID client',
    description:
      'Registers an application. Redirect URIs are matched exactly; access can be limited to people with certain roles or groups (OP-2). The secret of a confidential client is shown only in this response.',
  },
  show: {
    operationId: 'getOidcClient',
    summary: 'Read an OpenID client',
    description: 'Returns one application (OP-2).',
  },
  amend: {
    operationId: 'updateOidcClient',
    summary: 'Change an OpenID client',
    description: 'Changes an application (OP-2). It takes effect with the next request.',
  },
  remove: {
    operationId: 'deleteOidcClient',
    summary: 'Delete an OpenID client',
    description: 'Deletes an application and revokes its consents and tokens (OP-2).',
  },
  rotateSecret: {
    operationId: 'rotateOidcClientSecret',
    summary: 'Rotate an OpenID client’s secret',
    description:
      'Creates a new secret and shows it only in this response; the old one is no longer valid (OP-2, ID-13).',
  },
});

export const ownGrantsDocs = describeRoutes('OpenID clients', {
  list: {
    operationId: 'listMyGrants',
    summary: 'List applications you allowed',
    description: 'Lists the applications that you allowed to use your account, newest first (OP-4).',
  },
  withdraw: {
    operationId: 'withdrawMyGrant',
    summary: 'Withdraw an application’s access',
    description: 'Ends an application’s access; its tokens are no longer valid and it has to ask you again (OP-4).',
  },
});
