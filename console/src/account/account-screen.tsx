import { may, useSession } from '../api/session';
import { account as m } from '../messages/account';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { Calendar } from './calendar';
import { Deletion, Download } from './data';
import { Delegations } from './delegations';
import { Details } from './details';
import { DisplayChoices } from './display-choices';
import { Email } from './email';
import { Grants } from './grants';
import { Notifications } from './notifications';
import { Passkeys } from './passkeys';
import { Password } from './password';
import { Sessions } from './sessions';

/** Everything about one's own account on one page. */
export function AccountScreen() {
  const session = useSession();
  return (
    <Page title={m.title} lead={m.lead}>
      <Section title={m.details.title} about={m.details.about}>
        <Details />
      </Section>
      <Section title={m.email.title} about={m.email.about}>
        <Email />
      </Section>
      <Section title={m.passkeys.title} about={m.passkeys.about}>
        <Passkeys />
      </Section>
      <Section title={m.password.title} about={m.password.about}>
        <Password />
      </Section>
      <Section title={m.sessions.title} about={m.sessions.about}>
        <Sessions />
      </Section>
      <Section title={m.notifications.title} about={m.notifications.about}>
        <Notifications />
      </Section>
      <Section title={m.calendar.title} about={m.calendar.about}>
        <Calendar />
      </Section>
      {may(session, 'approvals.decide') && (
        <Section title={m.delegations.title} about={m.delegations.about} isLazy>
          <Delegations />
        </Section>
      )}
      <Section title={m.grants.title} about={m.grants.about}>
        <Grants />
      </Section>
      <Section title={m.display.title} about={m.display.about}>
        <DisplayChoices />
      </Section>
      <Section title={m.data.title} about={m.data.about}>
        <Download />
      </Section>
      <Section title={m.deletion.title} about={m.deletion.about}>
        <Deletion />
      </Section>
    </Page>
  );
}
