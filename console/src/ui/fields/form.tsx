import type { ReactNode } from 'react';

interface FormProps {
  onSubmit: () => void;
  className?: string;
  children: ReactNode;
}

/** A form; the service says what is wrong, so the browser's own messages stay away. */
export function Form({ onSubmit, className, children }: FormProps) {
  return (
    <form
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // React also tells the form that a dialog was opened from.
        event.stopPropagation();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
