import { useQuery } from '@tanstack/react-query';
import { approvals } from '../messages/approvals';
import { delegations as m } from '../messages/delegations';
import { candidatesQuery, DelegationList, useDelegate } from '../shared/delegations';
import { Button } from '../ui/button';
import { Loaded } from '../ui/loaded';
import { Sheet } from '../ui/layers/sheet';

/** Gives one's queue to somebody else for a while, lists what is given, and takes it back (AP-11). */
export function DelegateSheet({ onClose }: { onClose: () => void }) {
  const candidates = useQuery(candidatesQuery);
  const delegate = useDelegate();
  const isPossible = candidates.data && candidates.data.length > 0;
  const foot = isPossible && (
    <Button kind="filled" type="submit" isPending={delegate.isPending}>
      {m.add}
    </Button>
  );
  return (
    <Sheet title={approvals.delegateTitle} onClose={onClose} foot={foot} onSubmit={delegate.run}>
      <Loaded query={candidates}>
        {(people) =>
          people.length === 0 ? (
            <p className="quiet">{m.nobody}</p>
          ) : (
            <>
              <p className="quiet">{approvals.delegateText}</p>
              {delegate.fieldsFor(people)}
            </>
          )
        }
      </Loaded>
      <h3>{m.title}</h3>
      <DelegationList />
    </Sheet>
  );
}
