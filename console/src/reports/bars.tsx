import { reports as m } from '../messages/reports';

export interface Bar {
  id: string;
  label: string;
  value: number;
  /** The value as the table has it. */
  text: string;
}

const MOST_BARS = 12;
const ROW = 44;
const WIDTH = 320;

/** Bars of our own: the first rows of the table beside them, the longest as wide as there is room. */
export function Bars({ title, bars, full }: { title: string; bars: readonly Bar[]; full?: number }) {
  const shown = bars.slice(0, MOST_BARS);
  const longest = Math.max(full ?? 0, ...shown.map(({ value }) => value)) || 1;
  return (
    <figure className="bars card">
      <svg viewBox={`0 0 ${WIDTH} ${shown.length * ROW}`} role="img" aria-label={m.chartOf(title)}>
        {shown.map(({ id, label, value, text }, index) => (
          <g key={id} transform={`translate(0 ${index * ROW})`}>
            <text className="bar-label" x="0" y="14">
              {label.length > 34 ? `${label.slice(0, 33)}…` : label}
            </text>
            <text className="bar-value" x={WIDTH} y="14" textAnchor="end">
              {text}
            </text>
            <rect className="bar-ground" x="0" y="21" width={WIDTH} height="12" rx="3" />
            <rect
              className="bar"
              x="0"
              y="21"
              width={Math.max((value / longest) * WIDTH, value > 0 ? 2 : 0)}
              height="12"
              rx="3"
            />
          </g>
        ))}
      </svg>
      {bars.length > shown.length && <figcaption className="small quiet">{m.first(shown.length)}</figcaption>}
    </figure>
  );
}
