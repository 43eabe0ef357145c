import { useState } from 'react';
import { api, dataOf } from '../api/client';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { Button } from '../ui/button';
import { Field } from '../ui/fields/field';
import { ProblemNotice } from '../ui/notice';
import { toast } from '../ui/layers/toast';

const m = account.calendar;

/** The link is shown only when it is made: the service keeps nothing that it could be read from later. */
export function Calendar() {
  const [url, setUrl] = useState<string | null>(null);
  const make = useAction(() => dataOf(api.POST('/api/v1/me/calendar-feed')), {
    onDone: (feed) => setUrl(feed.url),
  });
  const stop = useAction(() => api.DELETE('/api/v1/me/calendar-feed'), {
    onDone: () => {
      setUrl(null);
      toast(m.stopped);
    },
  });
  const copy = async () => {
    await navigator.clipboard.writeText(url!);
    toast(m.copied);
  };
  return (
    <>
      {url && (
        <div className="row row-end">
          <Field label={m.address} help={m.made}>
            {(control) => <input {...control} className="input" readOnly value={url} />}
          </Field>
          <Button onPress={() => void copy()}>{m.copy}</Button>
        </div>
      )}
      <ProblemNotice error={make.error ?? stop.error} />
      <div className="row">
        <Button isPending={make.isPending} onPress={() => make.run()}>
          {m.make}
        </Button>
        <Button kind="plain" isPending={stop.isPending} onPress={() => stop.run()}>
          {m.stop}
        </Button>
      </div>
    </>
  );
}
