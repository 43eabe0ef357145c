import { useEffect, useState } from 'react';
import { api, dataOf } from '../api/client';
import { isBrokenOff, passkeysAreSupported, showPasskey } from '../api/passkeys';
import { useSession } from '../api/session';
import { onConfirmation, openSsoWindow } from '../api/sso-window';
import { useAction } from '../api/use-action';
import { common } from '../messages/en';
import { shell } from '../messages/shell';
import { Button } from '../ui/button';
import { Notice, ProblemNotice } from '../ui/notice';
import { Sheet } from '../ui/layers/sheet';
import { TextField } from '../ui/fields/text-field';

const m = shell.stepUp;

interface StepUpSheetProps {
  onAnswer: (isConfirmed: boolean) => void;
}

/** Asks for a fresh proof of identity, by any of the ways that this person has: password, passkey, organisation's sign-in. */
export function StepUpSheet({ onAnswer }: StepUpSheetProps) {
  const { stepUpWays, organisationName } = useSession();
  const [password, setPassword] = useState('');
  const [isElsewhere, setElsewhere] = useState(false);
  const done = { onDone: () => onAnswer(true) };
  const byPassword = useAction(() => api.POST('/api/v1/session/step-up', { body: { password } }), done);
  const byPasskey = useAction(async () => {
    const response = await showPasskey(await dataOf(api.POST('/api/v1/session/passkey-options')));
    return api.POST('/api/v1/session/step-up', { body: { response } });
  }, done);
  useEffect(() => onConfirmation(() => onAnswer(true)), [onAnswer]);
  const bySso = () => {
    setElsewhere(true);
    openSsoWindow();
  };
  const has = {
    password: stepUpWays.includes('password'),
    passkey: stepUpWays.includes('passkey') && passkeysAreSupported(),
    sso: stepUpWays.includes('sso'),
  };
  const error = byPassword.error ?? byPasskey.error;
  // One filled button: of the way that people use most.
  const main = has.password ? 'password' : has.passkey ? 'passkey' : 'sso';
  const kindOf = (way: keyof typeof has) => (way === main ? 'filled' : undefined);
  return (
    <Sheet
      title={m.title}
      onClose={() => onAnswer(false)}
      onSubmit={has.password ? () => byPassword.run() : undefined}
      foot={
        <>
          <Button onPress={() => onAnswer(false)}>{common.cancel}</Button>
          {has.sso && (
            <Button kind={kindOf('sso')} autoFocus={main === 'sso'} onPress={bySso}>
              {m.sso(organisationName)}
            </Button>
          )}
          {has.passkey && (
            <Button
              kind={kindOf('passkey')}
              autoFocus={main === 'passkey'}
              isPending={byPasskey.isPending}
              onPress={() => byPasskey.run()}
            >
              {m.passkey}
            </Button>
          )}
          {has.password && (
            <Button type="submit" kind="filled" isPending={byPassword.isPending}>
              {m.confirm}
            </Button>
          )}
        </>
      }
    >
      <p>{Object.values(has).includes(true) ? m.text : m.noWay}</p>
      {has.password && (
        <TextField
          label={m.password}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={setPassword}
        />
      )}
      {isElsewhere && (
        <div role="status">
          <Notice>{m.elsewhere}</Notice>
        </div>
      )}
      {isBrokenOff(error) ? <p className="field-error">{m.passkeyFailed}</p> : <ProblemNotice error={error} />}
    </Sheet>
  );
}
