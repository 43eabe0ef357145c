import { requestContext } from '../../platform/http/requests/request-context.js';
import { SessionRequired, StepUpRequired } from '../domain/errors.js';

/**
 * Checks that the caller confirmed a moment ago who they are; the unit of work checks it once more before it commits. Clients
 * that sign in with their own secret pass, and so does the service itself.
 *
 * @throws StepUpRequired; SessionRequired for an access token that acts for a person
 */
export function ensureSteppedUp(): void {
  const context = requestContext();
  if (context?.proof === 'token') throw new SessionRequired();
  if (context?.proof === 'stale') throw new StepUpRequired();
  if (context) context.needsStepUp = true;
}
