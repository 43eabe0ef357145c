import { useEffect } from 'react';
import { tellOfConfirmation } from '../api/sso-window';
import { shell } from '../messages/shell';
import { Page } from '../ui/page';

const m = shell.stepUp.confirmed;

/** Tells the window that waits that the person has confirmed who they are, and closes this one where the browser lets it. */
export function ConfirmedScreen() {
  useEffect(() => {
    tellOfConfirmation();
    close();
  }, []);
  return (
    <Page title={m.title}>
      <p className="card message" role="status">
        {m.text}
      </p>
    </Page>
  );
}
