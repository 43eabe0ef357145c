import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface SectionProps {
  title: string;
  about?: ReactNode;
  /** Wait with the content, and with what it reads from the service, until it comes near to what is in sight. */
  isLazy?: boolean;
  children: ReactNode;
}

const NEAR = { rootMargin: '400px' };

/** One subject of a long screen: what it is about on the left, what can be done on the right. */
export function Section({ title, about, isLazy, children }: SectionProps) {
  const id = useId();
  const [ref, isSeen] = useSeen(!isLazy);
  return (
    <section className="section card" aria-labelledby={id} ref={ref}>
      <div>
        <h2 id={id}>{title}</h2>
        {about && <p className="quiet">{about}</p>}
      </div>
      <div className="stack">{isSeen && children}</div>
    </section>
  );
}

function useSeen(initially: boolean) {
  const ref = useRef<HTMLElement>(null);
  const [isSeen, setSeen] = useState(initially);
  useEffect(() => {
    if (isSeen || !ref.current) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    }, NEAR);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [isSeen]);
  return [ref, isSeen] as const;
}

interface ItemProps {
  title: ReactNode;
  facts?: ReactNode;
  actions?: ReactNode;
}

/** One of a short list: its name, a line of facts, its buttons. */
export function Item({ title, facts, actions }: ItemProps) {
  return (
    <li className="item">
      <div>
        <p className="item-title">{title}</p>
        {facts && <p className="small quiet">{facts}</p>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </li>
  );
}
