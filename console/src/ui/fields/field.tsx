import { type ReactNode, useId } from 'react';
import { common as m } from '../../messages/en';

export interface FieldTexts {
  label: string;
  help?: ReactNode;
  /** What is wrong with it, as the service or the form says. */
  error?: string | undefined;
  /** Says so beside the label; most fields of a form are needed. */
  isOptional?: boolean;
}

interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps extends FieldTexts {
  /** The control, given what ties it to its label, help and error. */
  children: (control: ControlProps) => ReactNode;
}

/** A control with its label above it, and below it what helps and what is wrong. */
export function Field({ label, help, error, isOptional, children }: FieldProps) {
  const id = useId();
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label} {isOptional && <span className="optional">{m.optional}</span>}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      <FieldNotes id={id} label={label} help={help} error={error} />
    </div>
  );
}

interface FieldNotesProps extends Pick<FieldTexts, 'label' | 'help' | 'error'> {
  id: string;
}

/** What helps with a field, and what is wrong with it. The service says "is required"; people read "Name is required." */
export function FieldNotes({ id, label, help, error }: FieldNotesProps) {
  const sentence = error && /^[a-z]/.test(error) ? `${label} ${error}.` : error;
  return (
    <>
      {help && (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {sentence}
        </p>
      )}
    </>
  );
}
