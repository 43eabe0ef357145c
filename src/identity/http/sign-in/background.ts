import type { IncomingHttpHeaders } from 'node:http';

/** ID-14: whether the request was made in the background. Such requests do not keep a session alive. */
export const isBackground = ({ headers }: { headers: IncomingHttpHeaders }): boolean =>
  headers['motorpool-activity'] === 'background';
