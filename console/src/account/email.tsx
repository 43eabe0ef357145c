import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { api, ifMatch } from '../api/client';
import { useSession } from '../api/session';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { Button } from '../ui/button';
import { Form } from '../ui/fields/form';
import { Notice, ProblemNotice } from '../ui/notice';
import { TextField } from '../ui/fields/text-field';

const m = account.email;

export function Email() {
  const { user } = useSession();
  const [email, setEmail] = useState('');
  const change = useAction(() => api.PATCH('/api/v1/me', { body: { email }, headers: ifMatch(user) }), {
    refreshes: [['session']],
    onDone: () => setEmail(''),
  });
  return (
    <Form onSubmit={() => change.run()}>
      <p>
        {m.present} <strong>{user.email}</strong>
      </p>
      <TextField
        label={m.address}
        type="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        error={errorAt(change.error, 'email')}
      />
      <ProblemNotice error={change.error} fields={['email']} />
      <div role="status">{change.isDone && <Notice tone="done">{m.sent}</Notice>}</div>
      <Button type="submit" isPending={change.isPending}>
        {m.send}
      </Button>
    </Form>
  );
}
