interface Module {
  /** What the test of its name looks at. */
  looksAt: string;
  /** Where this provider is not what the suite takes for granted: why, and what the test holds it to instead. */
  unlike?: string;
}

/**
 * The modules of the OpenID Foundation's conformance suite that the plans for a Basic OP and for RP-initiated logout run
 * against a provider, in the suite's order. The suite sends no PKCE but in the one module about it, so its client here is
 * one that is let off it.
 */
export const MODULES = {
  'oidcc-basic-certification-test-plan': {
    'oidcc-server': { looksAt: 'a code, and an ID token with the right issuer, audience, times and nonce' },
    'oidcc-response-type-missing': { looksAt: 'a request without response_type is told so, and gets no code' },
    'oidcc-idtoken-signature': { looksAt: 'the signature verifies with the published key that its kid names' },
    'oidcc-idtoken-unsigned': {
      looksAt: 'no ID token goes unsigned',
      unlike: 'The suite skips it where `none` is not offered; that it is not, and cannot be asked for, is the test.',
    },
    'oidcc-userinfo-get': { looksAt: 'userinfo by GET, with the token in the header' },
    'oidcc-userinfo-post-header': { looksAt: 'userinfo by POST, with the token in the header' },
    'oidcc-userinfo-post-body': { looksAt: 'userinfo by POST, with the token in the form' },
    'oidcc-ensure-request-without-nonce-succeeds-for-code-flow': {
      looksAt: 'a request without nonce gets a code, and an ID token without one',
      unlike: 'Only with PKCE. A client that is let off it must send a nonce (ruling of security item 12).',
    },
    'oidcc-scope-profile': { looksAt: 'the scope profile tells the name' },
    'oidcc-scope-email': { looksAt: 'the scope email tells the address, and that it is verified' },
    'oidcc-scope-address': {
      looksAt: 'the scope address is no error, and tells nothing',
      unlike: 'The suite skips it where the scope is not offered: Motorpool knows no addresses of people.',
    },
    'oidcc-scope-phone': { looksAt: 'the scope phone tells the number' },
    'oidcc-scope-all': { looksAt: 'all scopes at once tell all of it' },
    'oidcc-ensure-other-scope-order-succeeds': { looksAt: 'the order of scopes and of parameters means nothing' },
    'oidcc-display-page': { looksAt: 'display=page shows the sign-in page, and leads on' },
    'oidcc-display-popup': { looksAt: 'display=popup shows the sign-in page, and leads on' },
    'oidcc-prompt-login': { looksAt: 'whoever is signed in shows again who they are, at a later auth_time' },
    'oidcc-prompt-none-not-logged-in': { looksAt: 'nobody is shown anything, and the client is told login_required' },
    'oidcc-prompt-none-logged-in': { looksAt: 'the same person gets a second token without being shown anything' },
    'oidcc-max-age-1': { looksAt: 'a sign-in that is too long ago is made again, at a later auth_time' },
    'oidcc-max-age-10000': { looksAt: 'a sign-in that is recent enough is not, and its auth_time stays' },
    'oidcc-ensure-request-with-unknown-parameter-succeeds': { looksAt: 'a parameter that nobody knows is no error' },
    'oidcc-id-token-hint': { looksAt: 'the person whom an id_token_hint means passes unseen, and nobody else' },
    'oidcc-login-hint': { looksAt: 'the address of a login_hint stands in the form already' },
    'oidcc-ui-locales': { looksAt: 'languages that the pages do not speak are no error' },
    'oidcc-claims-locales': { looksAt: 'languages that no claim is in are no error' },
    'oidcc-ensure-request-with-acr-values-succeeds': { looksAt: 'classes of sign-in that there are not are no error' },
    'oidcc-codereuse': { looksAt: 'a code that comes again at once is refused' },
    'oidcc-codereuse-30seconds': { looksAt: 'a code that comes again after 30 seconds ends what it gave' },
    'oidcc-ensure-registered-redirect-uri': { looksAt: 'an address that is not registered ends on a page' },
    'oidcc-ensure-post-request-succeeds': {
      looksAt: 'a request by another site’s form leads on as one by a link does',
    },
    'oidcc-server-client-secret-post': { looksAt: 'the secret in the form is as good as in the header' },
    'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported': {
      looksAt: 'a request by reference is refused as request_uri_not_supported, and never fetched',
    },
    'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported': {
      looksAt: 'a request object is refused as request_not_supported',
    },
    'oidcc-claims-essential': {
      looksAt: 'a claims parameter is no error, and tells nothing that no scope tells',
      unlike: 'The suite warns where the name is missing: discovery says that the parameter is not supported.',
    },
    'oidcc-ensure-request-object-with-redirect-uri': {
      looksAt: 'an address within a request object leads nowhere',
      unlike:
        'The suite ends where request objects are refused; that the address beside it is still checked is the test.',
    },
    'oidcc-refresh-token': { looksAt: 'a refresh token gives the same person again, to its own client alone' },
    'oidcc-ensure-request-with-valid-pkce-succeeds': { looksAt: 'PKCE with S256 goes through, with its verifier' },
  },
  'oidcc-rp-initiated-logout-certification-test-plan': {
    'oidcc-rp-initiated-logout-discovery-endpoint-verification': { looksAt: 'discovery tells where to sign out' },
    'oidcc-rp-initiated-logout': { looksAt: 'signs out, and leads to the registered address with the state' },
    'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri': { looksAt: 'an address that is not registered' },
    'oidcc-rp-initiated-logout-modified-id-token-hint': { looksAt: 'a hint that was made over to alg none' },
    'oidcc-rp-initiated-logout-no-id-token-hint': { looksAt: 'an address without a hint of whose it is' },
    'oidcc-rp-initiated-logout-no-params': { looksAt: 'nothing said at all: asks, signs out, and stays here' },
    'oidcc-rp-initiated-logout-no-post-logout-redirect-uri': { looksAt: 'a hint without an address: stays here' },
    'oidcc-rp-initiated-logout-no-state': { looksAt: 'leads to the registered address, and makes up no state' },
    'oidcc-rp-initiated-logout-only-state': { looksAt: 'a state alone: asks, signs out, and stays here' },
    'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri': {
      looksAt: 'the registered address with a query added',
    },
    'oidcc-rp-initiated-logout-bad-id-token-hint': { looksAt: 'a hint that was tampered with' },
  },
} as const satisfies Record<string, Record<string, Module>>;

type Plans = typeof MODULES;
export type ModuleName = { [Plan in keyof Plans]: keyof Plans[Plan] }[keyof Plans];

/** What the test of a module is called. */
export function named(module: ModuleName): string {
  const plan = Object.values<Record<string, Module>>(MODULES).find((modules) => module in modules)!;
  return `${module}: ${plan[module]!.looksAt}`;
}
