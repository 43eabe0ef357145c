import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, BACKGROUND, dataOf } from '../api/client';
import { useSession } from '../api/session';
import { minutesBetween, now } from '../time';
import { lazyPart } from '../ui/lazy-part';

const SessionWarning = lazyPart(() => import('./session-warning'), 'SessionWarning');

const WARNING_SECONDS = 120;
const LOOK_MS = 15_000;

/**
 * Warns two minutes before the session ends for want of activity. It looks in the background, which does not extend the
 * session; where the session has ended, the look leads to the sign-in page.
 */
export function SessionWatch() {
  const { expiresAt, remembered } = useSession();
  const [seconds, setSeconds] = useState(Infinity);
  const look = useQuery({
    queryKey: ['session', 'end'],
    queryFn: async () => (await dataOf(api.GET('/api/v1/session', { headers: BACKGROUND }))).expiresAt,
    enabled: false,
  });
  const end = look.data ?? expiresAt;
  const { refetch } = look;
  useEffect(() => {
    if (remembered) return undefined;
    const timer = setInterval(() => {
      const left = minutesBetween(now(), end) * 60;
      setSeconds(left);
      // Before warning, ask: what was done meanwhile, here or in another tab, has moved the end.
      if (left < WARNING_SECONDS) void refetch();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [end, remembered, refetch]);
  if (remembered || seconds >= WARNING_SECONDS || minutesBetween(now(), end) * 60 >= WARNING_SECONDS) return null;
  const stay = async () => {
    await api.GET('/api/v1/session');
    await refetch();
    setSeconds(Infinity);
  };
  return <SessionWarning seconds={seconds} onStay={() => void stay()} />;
}
