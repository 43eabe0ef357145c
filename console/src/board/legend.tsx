import { board as m } from '../messages/board';
import { SIGNS } from './words';

const STATES = ['pending', 'confirmed', 'in_use', 'completed', 'late'] as const;

/** The signs with their words; on paper too. */
export function Legend() {
  return (
    <div className="board-legend small">
      <ul aria-label={m.legend}>
        {STATES.map((state) => (
          <li key={state}>
            <span className="board-sample" data-look={state} aria-hidden="true">
              {SIGNS[state]}
            </span>
            {m.states[state]}
          </li>
        ))}
        <li>
          <span className="board-sample" data-look="unavailable" aria-hidden="true">
            {SIGNS.unavailable}
          </span>
          {m.unavailable}
        </li>
        <li>
          <span className="board-sample" data-look="buffer" aria-hidden="true" />
          {m.buffer}
        </li>
      </ul>
      <p className="quiet no-print">{m.keys}</p>
    </div>
  );
}
