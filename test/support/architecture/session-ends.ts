import type { CodeBase } from './code-base.js';

/** The one function that ends sessions, the entity's verb that it calls, and what forgets sessions long after their end. */
const HOME = new Set([
  'src/identity/use-cases/sign-in/end-sessions.ts',
  'src/identity/domain/session.ts',
  'src/identity/use-cases/retention.ts',
]);
const BY_SQL = /UPDATE\s+identity\.sessions[^`']*\bended_at\s*=|DELETE\s+FROM\s+identity\.sessions/i;
const BY_ENTITY = /\b(?:session|each|one)\.end\(|new SessionEnded\(|'identity\.sessions'/;
const BY_FORGETTING = /remove\(session\)/;

/**
 * Ways past `endSessions` (ID-15): what ends a session elsewhere leaves alive what the session has started.
 *
 * @returns the places
 */
export function sessionsEndedElsewhere(code: CodeBase): string[] {
  return code
    .sources()
    .filter((path) => !HOME.has(path))
    .filter((path) => [BY_SQL, BY_ENTITY, BY_FORGETTING].some((way) => way.test(code.text(path))))
    .map((path) => `${path}: ends sessions past endSessions`);
}
