import type { Mutant } from './mutant.js';

export const openid: readonly Mutant[] = [
  {
    name: 'a client takes an idle session for a live one',
    rule: 'OP-5',
    file: 'src/openid/use-cases/artifacts.ts',
    find: '(s.remembered OR s.last_seen_at > now() - make_interval(secs => $2))',
    replace: '$2::float IS NOT NULL',
    tests: ['test/openid-logout.e2e.ts'],
    only: 'OP-5',
  },
  {
    name: 'a token that has expired is still worth something',
    rule: 'OP-1',
    file: 'src/openid/use-cases/artifacts.ts',
    find: 'FROM openid.artifacts WHERE key_hash = $1 AND expires_at > now()`',
    replace: 'FROM openid.artifacts WHERE key_hash = $1`',
    tests: ['test/openid-revocation.e2e.ts'],
    only: 'OP-1: a token that has expired',
  },
  {
    name: 'a client that names roles is open to everybody',
    rule: 'OP-2',
    file: 'src/openid/domain/client-limits.ts',
    find: '(roleKeys.length === 0 && groupIds.length === 0)',
    replace: '(roleKeys.length === 0 || groupIds.length === 0)',
    tests: ['src/openid/domain/client-limits.spec.ts'],
  },
  {
    name: 'a token that may read changes things',
    rule: 'OP-6',
    file: 'src/openid/use-cases/api-tokens.ts',
    find: "READING.has(method) ? 'api:read' : 'api:write'",
    replace: "'api:read'",
    tests: ['test/openid-api-tokens.e2e.ts'],
    only: 'api:read reads',
  },
  {
    name: 'a client is sent to by plain http',
    rule: 'OP-2',
    file: 'src/openid/domain/client-uris.ts',
    find: "return LOOPBACK.has(url.hostname) ? undefined : 'must start with https, unless it is on this machine';",
    replace: 'return undefined;',
    tests: ['src/openid/domain/client-uris.spec.ts'],
  },
];
