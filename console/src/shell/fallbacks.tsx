import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { shell as m } from '../messages/shell';
import { common } from '../messages/en';
import { Button } from '../ui/button';
import { messageOf, RequestId } from '../ui/notice';
import { Page } from '../ui/page';

/** In the place of a screen that threw: what happened, what to do, and the number to name. */
export function ScreenFailed({ error: thrown, reset }: ErrorComponentProps) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={m.failed}>
      <div className="card message" role="alert">
        <p>{messageOf(error)}</p>
        <RequestId error={error} />
        <Button kind="filled" onPress={retry}>
          {common.tryAgain}
        </Button>
      </div>
    </Page>
  );
}

export function NotFound() {
  return (
    <Page title={m.notFound}>
      <div className="card message">
        <p>{m.notFoundText}</p>
        <Link to="/" className="button" data-kind="filled">
          {m.toToday}
        </Link>
      </div>
    </Page>
  );
}

/** Where a link leads to a screen that the person's permissions do not open. */
export function NoAccess() {
  return (
    <Page title={m.noAccess}>
      <div className="card message">
        <p>{m.noAccessText}</p>
        <Link to="/" className="button" data-kind="filled">
          {m.toToday}
        </Link>
      </div>
    </Page>
  );
}

/** While the code of a screen is on its way; nothing at all for the first moment, so that nothing flickers. */
export const Loading = () => (
  <p className="loading quiet" role="status">
    {m.loading}
  </p>
);
