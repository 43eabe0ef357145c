import { StepUpRequired } from '../../../access/index.js';
import { requestContext } from '../../../platform/http/requests/request-context.js';

/**
 * Checks that the person confirmed a moment ago who they are (ID-13); the unit of work checks it again before it commits.
 *
 * @throws StepUpRequired
 */
export function ensureFresh({ fresh }: { readonly fresh: boolean }): void {
  if (!fresh) throw new StepUpRequired();
  const context = requestContext();
  if (context) context.needsStepUp = true;
}
