import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { api, ifMatch } from '../api/client';
import { useSession } from '../api/session';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { Button } from '../ui/button';
import { Form } from '../ui/fields/form';
import { ProblemNotice } from '../ui/notice';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';

const m = account.details;

export function Details() {
  const { user } = useSession();
  const [name, setName] = useState(user.name);
  const [phone, setPhone] = useState(user.phone ?? '');
  const save = useAction(
    () => api.PATCH('/api/v1/me', { body: { name, phone: phone.trim() || null }, headers: ifMatch(user) }),
    { refreshes: [['session']], onDone: () => toast(account.saved) },
  );
  return (
    <Form onSubmit={() => save.run()}>
      <TextField
        label={m.name}
        autoComplete="name"
        value={name}
        onChange={setName}
        error={errorAt(save.error, 'name')}
      />
      <TextField
        label={m.phone}
        isOptional
        type="tel"
        autoComplete="tel"
        value={phone}
        onChange={setPhone}
        error={errorAt(save.error, 'phone')}
      />
      <ProblemNotice error={save.error} fields={['name', 'phone']} />
      <Button type="submit" isPending={save.isPending}>
        {m.save}
      </Button>
    </Form>
  );
}
