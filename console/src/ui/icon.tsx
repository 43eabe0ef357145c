const PATHS = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M12 13v4M10 15h4',
  book: 'M12 5v14M5 12h14',
  board: 'M4 6h9M8 12h12M4 18h7',
  bookings: 'M6 4h12v16H6zM9 9h6M9 13h6',
  approvals: 'M4 13l5 5L20 6',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M18 14c2 1 3 3 3 6',
  roles: 'M12 3l7 3v6c0 4-3 7-7 9-4-2-7-5-7-9V6z',
  vehicles: 'M4 16v-4l2-5h12l2 5v4M4 16h16M4 16v2M20 16v2M7 13h1M16 13h1',
  settings: 'M4 7h10M18 7h2M16 5v4M4 17h4M12 17h8M10 15v4',
  connections: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  reports: 'M5 20v-6M12 20V5M19 20v-9',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-5-5',
  previous: 'M14 6l-6 6 6 6',
  next: 'M10 6l6 6-6 6',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing that repeats what the words beside it say, or what the button's label says. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
