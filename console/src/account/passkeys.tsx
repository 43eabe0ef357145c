import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import { createPasskey, isBrokenOff, isKnownAlready, passkeysAreSupported } from '../api/passkeys';
import type { Schema } from '../api/types';
import { useAction } from '../api/use-action';
import { account } from '../messages/account';
import { dateOf } from '../time';
import { Button } from '../ui/button';
import { Form } from '../ui/fields/form';
import { Loaded } from '../ui/loaded';
import { Notice, ProblemNotice } from '../ui/notice';
import { Item } from '../ui/section';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { RemovePasskey, RenamePasskey } from './passkey-dialogs';

const m = account.passkeys;
const KEY = ['me', 'passkeys'];

export function Passkeys() {
  const passkeys = useQuery({
    queryKey: KEY,
    queryFn: async () => (await dataOf(api.GET('/api/v1/me/passkeys', { params: { query: { limit: 200 } } }))).items,
  });
  const [open, setOpen] = useState<{ what: 'rename' | 'remove'; passkey: Schema<'ListedPasskey'> } | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Loaded query={passkeys}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{m.none}</p>
          ) : (
            <ul className="items" aria-label={m.title}>
              {items.map((passkey) => (
                <PasskeyItem key={passkey.id} passkey={passkey} onOpen={(what) => setOpen({ what, passkey })} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {passkeysAreSupported() ? <AddPasskey /> : <Notice>{m.unsupported}</Notice>}
      {open?.what === 'rename' && <RenamePasskey passkey={open.passkey} onClose={close} />}
      {open?.what === 'remove' && <RemovePasskey passkey={open.passkey} onClose={close} />}
    </>
  );
}

interface PasskeyItemProps {
  passkey: Schema<'ListedPasskey'>;
  onOpen: (what: 'rename' | 'remove') => void;
}

function PasskeyItem({ passkey: { name, createdAt, lastUsedAt, backedUp }, onOpen }: PasskeyItemProps) {
  const facts = m.facts(dateOf(createdAt), lastUsedAt && dateOf(lastUsedAt));
  return (
    <Item
      title={name}
      facts={backedUp ? facts : `${facts} · ${m.oneDevice}`}
      actions={
        <>
          <Button aria-label={m.rename(name)} onPress={() => onOpen('rename')}>
            {m.renameAction}
          </Button>
          <Button kind="danger" aria-label={m.remove(name)} onPress={() => onOpen('remove')}>
            {m.removeAction}
          </Button>
        </>
      }
    />
  );
}

function AddPasskey() {
  const [name, setName] = useState('');
  const add = useAction(
    async () => {
      const response = await createPasskey(await dataOf(api.POST('/api/v1/me/passkeys/options')));
      return api.POST('/api/v1/me/passkeys', { body: { response, ...(name.trim() && { name: name.trim() }) } });
    },
    {
      refreshes: [KEY, ['session']],
      onDone: () => {
        setName('');
        toast(m.added);
      },
    },
  );
  return (
    <Form onSubmit={() => add.run()}>
      <TextField label={m.name} isOptional maxLength={60} value={name} onChange={setName} />
      <AddFailure error={add.error} />
      <Button type="submit" isPending={add.isPending}>
        {m.add}
      </Button>
    </Form>
  );
}

function AddFailure({ error }: { error: Error | null }) {
  if (isKnownAlready(error)) return <Notice tone="waiting">{m.known}</Notice>;
  if (isBrokenOff(error)) return <Notice tone="waiting">{m.cancelled}</Notice>;
  return <ProblemNotice error={error} />;
}
