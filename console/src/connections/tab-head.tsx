import type { ReactNode } from 'react';

/** What a tab is about, and on the right what can be done with it. */
export const TabHead = ({ about, children }: { about: string; children: ReactNode }) => (
  <div className="connections-head">
    <p className="quiet">{about}</p>
    {children}
  </div>
);
