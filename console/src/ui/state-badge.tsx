import type { ReactNode } from 'react';

const SIGNS = { confirmed: '●', waiting: '?', active: '▶', done: '✓', late: '!', stopped: '✕', quiet: '–' } as const;

export type Tone = keyof typeof SIGNS;

/** A state as sign, border and word. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="badge" data-tone={tone}>
      <span aria-hidden="true">{SIGNS[tone]}</span>
      {children}
    </span>
  );
}
