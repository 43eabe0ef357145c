import { Signal } from './signal';

type Answer = (isConfirmed: boolean) => void;

const pending = new Signal<Answer | null>(null);
let asking: Promise<boolean> | null = null;

/** Asks the person to prove again who they are; requests that need it at the same time share one question. */
export const stepUp = {
  /** Set while the question is open; the step-up sheet calls it with the outcome. */
  pending,
  ask(): Promise<boolean> {
    asking ??= new Promise<boolean>((resolve) => {
      pending.set((isConfirmed) => {
        asking = null;
        pending.set(null);
        resolve(isConfirmed);
      });
    });
    return asking;
  },
};
