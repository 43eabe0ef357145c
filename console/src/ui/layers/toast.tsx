import { useEffect, useSyncExternalStore } from 'react';
import { Signal } from '../../api/signal';
import { common as m } from '../../messages/en';
import { Button } from '../button';

interface Told {
  text: string;
  action?: { label: string; onPress: () => void };
}

const SHOWN_MS = 8_000;
const told = new Signal<Told | null>(null);

/** Says what has just been done. What must not be missed belongs into the page instead. */
export const toast = (text: string, action?: Told['action']): void => told.set(action ? { text, action } : { text });

/** Where toasts appear; the shell has it once. A screen reader listens to it from the start. */
export function Toasts() {
  const shown = useSyncExternalStore(told.subscribe, told.get);
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => told.set(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const act = () => {
    shown?.action?.onPress();
    told.set(null);
  };
  return (
    <div className="toasts" role="status">
      {shown && (
        <div className="toast">
          <span>{shown.text}</span>
          {shown.action && (
            <Button kind="plain" onPress={act}>
              {shown.action.label}
            </Button>
          )}
          <Button kind="plain" icon="close" aria-label={m.dismiss} onPress={() => told.set(null)} />
        </div>
      )}
    </div>
  );
}
