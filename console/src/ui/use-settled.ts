import { useEffect, useState } from 'react';

const PAUSE_MS = 300;

/** The value as it was when it last stayed the same for a moment: for what asks the service about a text being typed. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
