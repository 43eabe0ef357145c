import { edits as m } from '../messages/edits';
import { Notice } from './notice';

interface ChangedMeanwhileProps<Thing> {
  /** What `useEdit` says that somebody else changed. */
  changes: Partial<Thing> | null;
  /** The label of a field and what is in it now, in words; fields that are left out are not told. */
  tell: { [Field in keyof Thing]?: (value: Thing[Field]) => [label: string, text: string] };
}

/** Somebody else was faster: what they changed, and that saving again applies what was entered here. */
export function ChangedMeanwhile<Thing extends object>({ changes, tell }: ChangedMeanwhileProps<Thing>) {
  if (!changes) return null;
  const told = (Object.keys(changes) as (keyof Thing)[]).flatMap((field) => {
    const words = tell[field]?.(changes[field] as Thing[keyof Thing]);
    return words ? [words] : [];
  });
  return (
    <Notice tone="waiting" isAnswer>
      <p>{m.changedMeanwhile}</p>
      {told.length > 0 && (
        <ul>
          {told.map(([label, text]) => (
            <li key={label}>{m.isNow(label, text)}</li>
          ))}
        </ul>
      )}
      <p>{m.applyAgain}</p>
    </Notice>
  );
}
