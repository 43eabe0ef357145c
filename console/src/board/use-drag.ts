import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';

/** Less is a press, not a drag. */
const THRESHOLD_PX = 6;

export interface Drag {
  element: HTMLElement;
  /** How far it was drawn, and where the pointer is. */
  dx: number;
  y: number;
}

/**
 * Drawing a booking to another time or vehicle with the mouse. It changes nothing by itself: `onDrop` hears of it. On a
 * touch screen the same movement scrolls, so nothing is drawn there.
 */
export function useDrag(onDrop: (drag: Drag) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const press = useRef<{ element: HTMLElement; x: number; y: number } | null>(null);
  const wasDrawn = useRef(false);
  const stop = () => {
    press.current = null;
    setDrag(null);
  };
  useEffect(() => {
    if (!drag) return undefined;
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && stop();
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [drag]);

  const onPointerDown = (event: ReactPointerEvent<HTMLElement>) => {
    wasDrawn.current = false;
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-booking]');
    if (!element || event.pointerType !== 'mouse' || event.button !== 0) return;
    press.current = { element, x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: ReactPointerEvent<HTMLElement>) => {
    const start = press.current;
    if (!start) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (!drag && Math.hypot(dx, dy) < THRESHOLD_PX) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    wasDrawn.current = true;
    setDrag({ element: start.element, dx, y: event.clientY });
  };
  const onPointerUp = () => {
    if (drag) onDrop(drag);
    stop();
  };
  /** The press that ends a drag opens nothing. */
  const isClickOfDrag = () => wasDrawn.current;
  return { drag, isClickOfDrag, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: stop } };
}
