import { StepUpRequired } from './errors.js';

/** Longest since the person showed who they are, in minutes, for a change of credentials (ID-13). */
export const STEP_UP_MINUTES = 5;

/** @throws StepUpRequired */
export function ensureFresh({ fresh }: { readonly fresh: boolean }): void {
  if (!fresh) throw new StepUpRequired();
}
