import './connections.css';
import { getRouteApi } from '@tanstack/react-router';
import { may, useSession } from '../api/session';
import { connections as m } from '../messages/connections';
import { shell } from '../messages/shell';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { Tabs } from '../ui/tabs';
import { ClientsTab } from './clients-tab';
import { TAB_IDS, TABS } from './connections-search';
import { MailsTab } from './mails-tab';
import { WebhooksTab } from './webhooks-tab';

const route = getRouteApi('/settings/connections');
const CONTENTS = { clients: ClientsTab, webhooks: WebhooksTab, mails: MailsTab };

export function ConnectionsScreen() {
  const session = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tabs = TAB_IDS.filter((id) => may(session, TABS[id]));
  const selected = search.tab ?? tabs[0]!;
  if (!tabs.includes(selected)) {
    return (
      <Page title={m.title}>
        <Notice>{shell.noAccessText}</Notice>
      </Page>
    );
  }
  const Content = CONTENTS[selected];
  return (
    <Page title={m.title} lead={m.lead}>
      <Tabs
        label={m.title}
        tabs={tabs.map((id) => ({ id, label: m.tabs[id] }))}
        selected={selected}
        onSelect={(tab) => void navigate({ search: { tab } })}
      >
        <Content />
      </Tabs>
    </Page>
  );
}
