import { histories as m } from '../../messages/people-histories';

export interface ShownChange {
  field: string;
  before: string;
  after: string;
}

/** What a few fields were and what they became. What was empty before shows only what is there now. */
export function ChangeList({ changes }: { changes: readonly ShownChange[] }) {
  return (
    <dl className="changes">
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {before !== m.nothing && (
              <>
                <span className="visually-hidden">{m.before} </span>
                <del>{before}</del>
                <span aria-hidden="true"> → </span>
                <span className="visually-hidden"> {m.after} </span>
              </>
            )}
            <ins>{after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
