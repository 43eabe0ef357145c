import { Signal } from './signal';

const isLost = new Signal(false);

/** Whether the service can be reached, as the last request found it. */
export const connection = {
  isLost,
  lost: () => isLost.set(true),
  restored: () => isLost.set(false),
};
