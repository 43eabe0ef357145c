import { useQuery } from '@tanstack/react-query';
import { delegations as m } from '../messages/delegations';
import { candidatesQuery, DelegationList, useDelegate } from '../shared/delegations';
import { Button } from '../ui/button';
import { Form } from '../ui/fields/form';

export function Delegations() {
  const { data: candidates } = useQuery(candidatesQuery);
  const delegate = useDelegate();
  return (
    <>
      <DelegationList />
      {candidates?.length === 0 && <p className="quiet">{m.nobody}</p>}
      {candidates && candidates.length > 0 && (
        <Form onSubmit={delegate.run}>
          {delegate.fieldsFor(candidates)}
          <Button type="submit" isPending={delegate.isPending}>
            {m.add}
          </Button>
        </Form>
      )}
    </>
  );
}
