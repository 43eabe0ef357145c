import { useSyncExternalStore } from 'react';
import { stepUp } from '../api/step-up';
import { lazyPart } from '../ui/lazy-part';

const StepUpSheet = lazyPart(() => import('./step-up-sheet'), 'StepUpSheet');

/** Asks who it is when a request needs a fresh proof of identity; the request then goes on by itself. */
export function StepUp() {
  const onAnswer = useSyncExternalStore(stepUp.pending.subscribe, stepUp.pending.get);
  return onAnswer && <StepUpSheet onAnswer={onAnswer} />;
}
