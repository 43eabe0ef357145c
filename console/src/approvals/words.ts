import { approvals as m } from '../messages/approvals';
import type { Tone } from '../ui/state-badge';
import type { Asked } from './queue-query';

export const TONES: Record<Asked['state'], Tone> = {
  pending: 'waiting',
  approved: 'done',
  declined: 'stopped',
  withdrawn: 'quiet',
  lapsed: 'quiet',
};

/** Why it needs approval, in words. */
export const whyOf = (codes: readonly string[]): string => codes.map((code) => m.reasons[code] ?? code).join('; ');
