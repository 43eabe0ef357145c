import { type ReactNode, useEffect, useRef } from 'react';
import { ApiProblem, LostConnection } from '../api/api-problem';
import { common as m } from '../messages/en';

interface NoticeProps {
  tone?: 'info' | 'done' | 'waiting' | 'error';
  /** It says what came of what the person has just done: it is read out, and comes into sight however long the form is. */
  isAnswer?: boolean;
  children: ReactNode;
}

/** Something to know about what is on the screen; an error is read out as it appears. */
export function Notice({ tone = 'info', isAnswer = false, children }: NoticeProps) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAnswer) notice.current?.scrollIntoView({ block: 'center' });
  }, [isAnswer]);
  return (
    <div className="notice" data-tone={tone} role={tone === 'error' || isAnswer ? 'alert' : undefined} ref={notice}>
      {children}
    </div>
  );
}

interface ProblemNoticeProps {
  error: Error | null | undefined;
  /** The fields that show their own error, so that it is not told twice. */
  fields?: readonly string[];
}

/** Why something failed, as far as the fields of the form do not say so. */
export function ProblemNotice({ error, fields = [] }: ProblemNoticeProps) {
  if (!error) return null;
  const errors = error instanceof ApiProblem ? error.errors : [];
  const others = errors.filter(({ field }) => !fields.some((own) => field === own || field.startsWith(`${own}.`)));
  if (errors.length > 0 && others.length === 0) return <Notice tone="error">{m.checkFields}</Notice>;
  return (
    <Notice tone="error" isAnswer>
      <p>{messageOf(error)}</p>
      {others.length > 0 && (
        <ul>
          {others.map(({ field, message }) => (
            <li key={field}>
              {field}: {message}
            </li>
          ))}
        </ul>
      )}
      <RequestId error={error} />
    </Notice>
  );
}

/** What a person can do with an error of any kind. */
export function messageOf(error: Error): string {
  if (error instanceof LostConnection) return m.lostConnection;
  return error instanceof ApiProblem ? error.message : m.unexpected;
}

/** The number that an administrator finds the failure by; refusals need none. */
export function RequestId({ error }: { error: Error }) {
  if (!(error instanceof ApiProblem) || error.status < 500 || !error.requestId) return null;
  return <p className="small">{m.requestId(error.requestId)}</p>;
}
