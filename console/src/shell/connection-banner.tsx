import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { BACKGROUND, api } from '../api/client';
import { connection } from '../api/connection';
import { shell as m } from '../messages/shell';
import { Button } from '../ui/button';

const RETRY_MS = 5_000;

/** Says that the service cannot be reached, tries until it can, and then reads again what failed meanwhile. */
export function ConnectionBanner() {
  const client = useQueryClient();
  const isLost = useSyncExternalStore(connection.isLost.subscribe, connection.isLost.get);
  useEffect(() => {
    const onOffline = () => connection.lost();
    addEventListener('offline', onOffline);
    return () => removeEventListener('offline', onOffline);
  }, []);
  useEffect(() => {
    if (!isLost) return undefined;
    const timer = setInterval(() => void reach(), RETRY_MS);
    return () => {
      clearInterval(timer);
      void client.refetchQueries({ predicate: ({ state }) => state.status === 'error', type: 'active' });
    };
  }, [isLost, client]);
  return (
    <div role="status">
      {isLost && (
        <div className="banner">
          {m.offline}
          <Button onPress={() => void reach()}>{m.retry}</Button>
        </div>
      )}
    </div>
  );
}

async function reach(): Promise<void> {
  try {
    await api.GET('/api/v1/session', { headers: BACKGROUND });
  } catch {
    // The banner stays.
  }
}
