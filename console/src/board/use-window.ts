import { type RefObject, useLayoutEffect, useState } from 'react';

const SPARE = 6;

/** From the first row to before the last. */
type Rows = readonly [first: number, last: number];

export interface RowWindow {
  inSight: Rows;
  /** With some above and below, so that a short scroll shows no gap. */
  drawn: Rows;
}

export interface Heights {
  /** Of a row, in pixels. */
  row: number;
  /** Of the head that stays above the rows. */
  head: number;
}

/** Which rows of a long list are in sight, or nearly: only those are drawn, so that 1,000 rows are as quick as 50. */
export function useWindow(frame: RefObject<HTMLElement | null>, count: number, { row, head }: Heights): RowWindow {
  const [[first, last], setSight] = useState<Rows>([0, 24]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => {
      const { scrollTop: top, clientHeight: height } = element;
      const sight = [Math.floor(top / row), Math.ceil((top + height - head) / row)] as const;
      setSight((before) => (before[0] === sight[0] && before[1] === sight[1] ? before : sight));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [frame, row, head]);
  const withSpare = (spare: number): Rows => [Math.max(0, first - spare), Math.min(last + spare, count)];
  return { inSight: withSpare(0), drawn: withSpare(SPARE) };
}
