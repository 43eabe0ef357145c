import { useEffect } from 'react';

/** A closing layer gives the focus back a frame later, and a list gives it to the row that took the place of another. */
const SETTLED_MS = 100;
const LAYERS = '[role=dialog], [role=alertdialog]';

/**
 * Where what has the focus goes away, as a button does that clears the filters, the focus goes to the heading, or to the
 * sheet that is open. Else it would be at the beginning of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      if (document.activeElement !== document.body) return;
      const layer = [...document.querySelectorAll<HTMLElement>(LAYERS)].at(-1);
      (layer ?? document.querySelector('h1'))?.focus();
    };
    const remember = ({ target }: FocusEvent) => {
      last = target as Element;
    };
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected) return;
      last = null;
      clearTimeout(timer);
      timer = setTimeout(keep, SETTLED_MS);
    });
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);
}
