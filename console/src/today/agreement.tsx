import { useQuery } from '@tanstack/react-query';
import { signUpOptionsQuery } from '../api/choices';
import { api } from '../api/client';
import { useAction } from '../api/use-action';
import { today } from '../messages/today';
import { Button } from '../ui/button';
import { Loaded } from '../ui/loaded';
import { ProblemNotice } from '../ui/notice';
import { toast } from '../ui/layers/toast';

const m = today.agreement;

/** The version of the user agreement that the person has to accept before the next booking. */
export function Agreement({ version }: { version: number }) {
  const options = useQuery(signUpOptionsQuery);
  const accept = useAction(() => api.POST('/api/v1/me/agreement-acceptances', { body: { version } }), {
    refreshes: [['session']],
    onDone: () => toast(m.accepted),
  });
  return (
    <section className="card" aria-labelledby="agreement">
      <h2 id="agreement">{m.title}</h2>
      <p>{m.text}</p>
      <Loaded query={options}>
        {({ agreement }) => (
          // It scrolls, so it has to be reachable by keyboard.
          <div className="agreement-text" tabIndex={0} role="region" aria-label={m.label}>
            {agreement?.text}
          </div>
        )}
      </Loaded>
      <ProblemNotice error={accept.error} />
      <div>
        <Button kind="filled" isPending={accept.isPending} onPress={() => accept.run()}>
          {m.accept}
        </Button>
      </div>
    </section>
  );
}
