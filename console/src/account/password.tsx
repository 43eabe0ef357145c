import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorAt } from '../api/api-problem';
import { signUpOptionsQuery } from '../api/choices';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { Button } from '../ui/button';
import { Form } from '../ui/fields/form';
import { ProblemNotice } from '../ui/notice';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';

const m = account.password;

export function Password() {
  const { user } = useSession();
  const [isAsked, setAsked] = useState(false);
  const { data: options } = useQuery({ ...signUpOptionsQuery, enabled: isAsked });
  const [password, setPassword] = useState('');
  const change = useAction(() => api.PUT('/api/v1/me/password', { body: { password } }), {
    refreshes: [['me', 'sessions'], ['session']],
    onDone: () => {
      setPassword('');
      toast(m.changed);
    },
  });
  return (
    <Form onSubmit={() => change.run()}>
      {/* Tells a password manager whose password it is. */}
      <input type="hidden" autoComplete="username" value={user.email} readOnly />
      <TextField
        label={m.field}
        type="password"
        autoComplete="new-password"
        help={options && m.length(options.passwordMinLength)}
        onFocus={() => setAsked(true)}
        value={password}
        onChange={setPassword}
        error={errorAt(change.error, 'password')}
      />
      <ProblemNotice error={change.error} fields={['password']} />
      <Button type="submit" isPending={change.isPending}>
        {m.save}
      </Button>
    </Form>
  );
}
