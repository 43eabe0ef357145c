import { oneOf, type Search, textIn } from '../search-params';

/** Each tab with the permission that opens it. */
export const TABS = { clients: 'oidc_clients.manage', webhooks: 'webhooks.manage', mails: 'mails.read' } as const;
export type TabId = keyof typeof TABS;
export const TAB_IDS = Object.keys(TABS) as TabId[];

const MAIL_STATES = ['queued', 'sent', 'failed'] as const;
const SHEETS = ['edit', 'secret', 'delete', 'deliveries'] as const;

export interface ConnectionsSearch {
  tab?: TabId;
  /** What is open in a sheet: the id of a thing, or `new`. */
  open?: string;
  /** What the sheet is for. */
  sheet?: (typeof SHEETS)[number];
  /** The emails that are shown. */
  state?: (typeof MAIL_STATES)[number];
}

export const readConnectionsSearch = (search: Search): ConnectionsSearch => ({
  tab: oneOf(search, 'tab', TAB_IDS),
  open: textIn(search, 'open'),
  sheet: oneOf(search, 'sheet', SHEETS),
  state: oneOf(search, 'state', MAIL_STATES),
});
