import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, [tabindex="0"]';

/**
 * Keeps the focus when the row that has it goes away, for instance because its person was approved: it moves to the row
 * that took its place, or else to the screen's heading.
 */
export function useRowFocus(body: RefObject<HTMLElement | null>, ids: readonly string[]): void {
  const last = useRef<{ id: string; index: number } | null>(null);
  const current = ids.join();

  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      // A sheet or menu over the table keeps the row that it was opened from.
      if ((target as Element).closest('[role=dialog], [role=alertdialog], [role=menu]')) return;
      const row = (target as Element).closest<HTMLElement>('[data-row]');
      const id = body.current?.contains(row) ? row?.dataset.row : undefined;
      const index = id === undefined ? -1 : current.split(',').indexOf(id);
      last.current = id === undefined || index < 0 ? null : { id, index };
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [body, current]);

  useLayoutEffect(() => {
    const left = last.current;
    if (!left || current.split(',').includes(left.id)) return undefined;
    last.current = null;
    // After a closing sheet has tried to give the focus back.
    const timer = setTimeout(() => {
      if (document.activeElement && document.activeElement !== document.body) return;
      const rows = body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
      const row = rows[Math.min(left.index, rows.length - 1)];
      (row?.querySelector<HTMLElement>(FOCUSABLE) ?? document.querySelector('h1'))?.focus();
    }, 50);
    return () => clearTimeout(timer);
  }, [body, current]);
}
