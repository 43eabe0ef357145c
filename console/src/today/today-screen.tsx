import { useQuery } from '@tanstack/react-query';
import { may, useSession } from '../api/session';
import { today as m } from '../messages/today';
import { Page } from '../ui/page';
import './today.css';
import { Agreement } from './agreement';
import { FirstSteps } from './first-steps';
import { NextBookings } from './next-bookings';
import { Offers } from './offers';
import { Tasks } from './tasks';
import { tasksQuery } from './tasks-query';
import { Welcome } from './welcome';

/** What this person needs to know and to do now. */
export function TodayScreen() {
  const session = useSession();
  const { agreementDue, user } = session;
  const missing = useQuery(tasksQuery).data?.firstSteps;
  // Only to those who set the organisation up is anything ever missing: the others need not wait to know.
  const isSetUp = missing ? missing.length === 0 : !may(session, 'branches.create');
  const { branchId } = user;
  const mayRead = branchId !== null && may(session, 'branches.read', branchId);
  const welcomeOf = isSetUp && agreementDue === null && mayRead ? branchId : null;
  return (
    <Page title={m.title} lead={m.hello(user.name)}>
      <div className="today">
        <div className="stack">
          {agreementDue !== null && <Agreement version={agreementDue} />}
          {missing && missing.length > 0 && <FirstSteps missing={missing} />}
          {agreementDue === null && <Offers />}
          {isSetUp && <NextBookings />}
        </div>
        <div className="stack">
          <Tasks isSetUp={isSetUp} />
          {welcomeOf && <Welcome branchId={welcomeOf} />}
        </div>
      </div>
    </Page>
  );
}
