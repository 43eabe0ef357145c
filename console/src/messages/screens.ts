/** The names of the screens in the navigation. They are here because it is shown before any screen is loaded. */
export const screens = {
  today: 'Today',
  book: 'Book',
  board: 'Board',
  bookings: 'Bookings',
  approvals: 'Approvals',
  people: 'People',
  roles: 'Roles',
  vehicles: 'Vehicles',
  reports: 'Reports',
  settings: 'Settings',
  connections: 'Connections',
  account: 'My account',
};
