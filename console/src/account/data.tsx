import { useState } from 'react';
import { api, dataOf } from '../api/client';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { Button } from '../ui/button';
import { Confirm } from '../ui/layers/dialog';
import { ProblemNotice } from '../ui/notice';

/** All that is held about the person, as a file. */
export function Download() {
  const download = useAction(() => dataOf(api.GET('/api/v1/me/export')), {
    onDone: (content) => saveAs('my-data.json', JSON.stringify(content, null, 2)),
  });
  return (
    <>
      <div>
        <Button isPending={download.isPending} onPress={() => download.run()}>
          {account.data.download}
        </Button>
      </div>
      <ProblemNotice error={download.error} />
    </>
  );
}

function saveAs(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

export function Deletion() {
  const m = account.deletion;
  const [isOpen, setOpen] = useState(false);
  const erase = useAction(() => api.DELETE('/api/v1/me'), { onDone: () => location.assign('/sign-in?done=deleted') });
  return (
    <div>
      <Button kind="danger" onPress={() => setOpen(true)}>
        {m.button}
      </Button>
      {isOpen && (
        <Confirm
          title={m.confirm}
          action={m.button}
          isDangerous
          isPending={erase.isPending}
          error={erase.error}
          onConfirm={() => erase.run()}
          onClose={() => setOpen(false)}
        >
          <ul>
            {m.effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </div>
  );
}
