import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;

/** The present, for the now-line and for what is still free; it moves twice a minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
