import { useEffect, useState, useSyncExternalStore } from 'react';
import { Signal } from '../api/signal';
import { display } from '../display';
import { lazyPart } from './lazy-part';

const ShortcutList = lazyPart(() => import('./shortcut-list'), 'ShortcutList');

interface Shortcut {
  key: string;
  label: string;
  run: () => void;
}

const known = new Signal<readonly Shortcut[]>([]);

/** A key of its own for something on the screen, listed under `?` while the screen is shown. */
export function useShortcut(key: string, label: string, run: () => void): void {
  useEffect(() => {
    const shortcut = { key, label, run };
    known.set([...known.get(), shortcut]);
    return () => known.set(known.get().filter((each) => each !== shortcut));
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=spinbutton]') !== null;

/** Listens for shortcuts, and lists them when `?` is pressed. The shell has it once. */
export function Shortcuts() {
  const [isOpen, setOpen] = useState(false);
  const shortcuts = useSyncExternalStore(known.subscribe, known.get);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isOver = document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;
      if (!display.get().shortcuts || !isPlain || isOver || isTyping(event.target)) return;
      if (event.key === '?') return setOpen(true);
      known
        .get()
        .find(({ key }) => key === event.key)
        ?.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return isOpen && <ShortcutList shortcuts={shortcuts} onClose={() => setOpen(false)} />;
}
