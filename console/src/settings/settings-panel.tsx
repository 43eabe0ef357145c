import { type ReactNode, useId } from 'react';

interface SettingsPanelProps {
  title: string;
  about: ReactNode;
  /** What can be done here; at most one filled button. */
  actions?: ReactNode;
  children: ReactNode;
}

/** What one section of the settings shows: its heading, what it is about, and its content. */
export function SettingsPanel({ title, about, actions, children }: SettingsPanelProps) {
  const id = useId();
  return (
    <section className="stack" aria-labelledby={id}>
      <header className="page-head">
        <div>
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          <p className="quiet">{about}</p>
        </div>
        {actions && <div className="row page-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
