import { Outlet, useMatches } from '@tanstack/react-router';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useSession } from '../api/session';
import { shell as m } from '../messages/shell';
import { SiteName } from '../ui/page';
import { Shortcuts } from '../ui/shortcuts';
import { Toasts } from '../ui/layers/toast';
import { ConnectionBanner } from './connection-banner';
import { NoAccess } from './fallbacks';
import { BottomBar, Sidebar } from './navigation';
import { mayOpen } from './screens';
import { SessionWatch } from './session-watch';
import { StepUp } from './step-up';
import { useKeptFocus } from './use-kept-focus';

/** What is around every screen. */
export function Shell() {
  const session = useSession();
  useKeptFocus();
  const isOpen = useMatches({ select: (matches) => matches.every(({ staticData }) => mayOpen(session, staticData)) });
  return (
    <I18nProvider locale={session.locale}>
      <a className="skip button" href="#content">
        {m.skip}
      </a>
      <ConnectionBanner />
      <div className="shell">
        <Sidebar />
        <main id="content" tabIndex={-1}>
          <SiteName value={session.organisationName}>{isOpen ? <Outlet /> : <NoAccess />}</SiteName>
        </main>
        <BottomBar />
      </div>
      <Toasts />
      <Shortcuts />
      <SessionWatch />
      <StepUp />
    </I18nProvider>
  );
}
