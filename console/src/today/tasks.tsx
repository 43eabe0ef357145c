import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { today } from '../messages/today';
import { Icon } from '../ui/icon';
import { Loaded } from '../ui/loaded';
import { tasksQuery } from './tasks-query';

const m = today.tasks;
const LATE = { to: '/bookings', search: { tab: 'branch', show: 'late' } } as const;
const FAILED = { to: '/settings/connections', search: { tab: 'mails', state: 'failed' } } as const;

/** What waits for this person; each leads to where it is done. */
export function Tasks({ isSetUp }: { isSetUp: boolean }) {
  const tasks = useQuery(tasksQuery);
  return (
    <section className="card" aria-labelledby="tasks">
      <h2 id="tasks">{m.title}</h2>
      <Loaded query={tasks}>
        {({ approvals, pendingPeople, lateVehicles, failedMails }) =>
          approvals + pendingPeople + lateVehicles + failedMails === 0 ? (
            <p className="quiet">{isSetUp ? m.none : m.firstSteps}</p>
          ) : (
            <ul className="tasks">
              {approvals > 0 && <Task to="/approvals" text={m.approvals(approvals)} />}
              {pendingPeople > 0 && <Task to="/people" text={m.pendingPeople(pendingPeople)} />}
              {lateVehicles > 0 && <Task {...LATE} text={m.lateVehicles(lateVehicles)} />}
              {failedMails > 0 && <Task {...FAILED} text={m.failedMails(failedMails)} />}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

interface TaskProps extends Pick<LinkProps, 'to' | 'search'> {
  text: string;
}

function Task({ text, ...place }: TaskProps) {
  return (
    <li>
      <Link {...place}>
        {text} <Icon name="next" />
      </Link>
    </li>
  );
}
