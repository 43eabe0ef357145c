import { type RefObject, useLayoutEffect, useState } from 'react';

const SPARE = 6;

/** Which rows of a long list are in sight, or nearly: only those are drawn, so that 1,000 rows are as quick as 50. */
export function useWindow(frame: RefObject<HTMLElement | null>, count: number, rowHeight: number): [number, number] {
  const [[first, last], setRange] = useState<[number, number]>([0, 30]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => {
      const from = Math.floor(element.scrollTop / rowHeight / SPARE) * SPARE - SPARE;
      const shown = Math.ceil(element.clientHeight / rowHeight / SPARE) * SPARE;
      const range: [number, number] = [Math.max(0, from), from + shown + 3 * SPARE];
      setRange((before) => (before[0] === range[0] && before[1] === range[1] ? before : range));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [frame, rowHeight]);
  return [first, Math.min(last, count)];
}
