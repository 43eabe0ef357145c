import { requestContext } from '../../platform/http/requests/request-context.js';
import { SessionRequired, StepUpRequired } from '../domain/errors.js';

/**
 * That the caller has shown a moment ago who they are; the unit of work asks for it once more before it commits. A machine
 * with a secret of its own passes, and so does the service itself.
 *
 * @throws StepUpRequired; SessionRequired for an access token that somebody was given for an application
 */
export function ensureSteppedUp(): void {
  const context = requestContext();
  if (context?.proof === 'token') throw new SessionRequired();
  if (context?.proof === 'stale') throw new StepUpRequired();
  if (context) context.needsStepUp = true;
}
