import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { useRouterState } from '@tanstack/react-router';
import { common } from '../messages/en';

interface PageProps {
  title: string;
  /** A line below the heading: the branch, the zone, a count. */
  lead?: ReactNode;
  /** What can be done here; at most one filled button. */
  actions?: ReactNode;
  children: ReactNode;
}

/** What stands in the browser's title after the screen's own: whose Motorpool it is. */
export const SiteName = createContext<string>(common.product);

let shown: string | null = null;

/** A screen: its one level-one heading, its title in the browser, and the focus on the heading after navigation. */
export function Page({ title, lead, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const siteName = useContext(SiteName);
  const isReady = useRouterState({ select: ({ status }) => status === 'idle' });
  useEffect(() => {
    document.title = `${title} · ${siteName}`;
    // The first screen leaves the focus at the top, where the skip link is.
    if (shown !== null && shown !== title && isReady) heading.current?.focus();
    if (isReady) shown = title;
  }, [title, siteName, isReady]);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        {actions && <div className="row page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
