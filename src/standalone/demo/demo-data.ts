/** The made-up organisation that `npm start` shows on an empty embedded database. */
export const organisation = { name: 'Harbour Motor & Flying Club', timeZone: 'Pacific/Auckland' };

export const branches = [
  { name: 'Auckland Depot', code: 'AKL', timeZone: 'Pacific/Auckland', openToSignUp: true },
  { name: 'Wellington Depot', code: 'WLG', timeZone: 'Pacific/Auckland', openToSignUp: false },
  { name: 'Sydney Airfield', code: 'SYD', timeZone: 'Australia/Sydney', openToSignUp: true },
] as const;

export type BranchCode = (typeof branches)[number]['code'];

/** A location or an accessory, and the branches that it belongs to. */
export interface DemoBelonging {
  name: string;
  at: readonly BranchCode[];
}

export const locations: DemoBelonging[] = [
  { name: 'Quay Street car park', at: ['AKL'] },
  { name: 'Thorndon yard', at: ['WLG'] },
  { name: 'Hangar 4', at: ['SYD'] },
];

/** Every vehicle of this kind has it. */
export const accessories: (DemoBelonging & { kind: string })[] = [
  { name: 'Child seat', at: ['AKL', 'WLG'], kind: 'car' },
  { name: 'Tow bar', at: ['AKL', 'WLG'], kind: 'truck' },
  { name: 'Life jackets', at: ['AKL'], kind: 'boat' },
  { name: 'GPS', at: ['SYD'], kind: 'aircraft' },
];

export const welcomeMessages: Partial<Record<BranchCode, string>> = {
  AKL: '## Kia ora\n\nKeys are in the safe beside the door. **Plug in** electric vehicles when you are back.',
  SYD: '## G’day\n\nSign the flight log *before* you refuel.',
};

export const flows = {
  always: { name: 'Aircraft and boats', conditions: { always: true }, requireSecondPerson: true },
  long: {
    name: 'Longer than eight hours, or at the weekend',
    conditions: { longerThanMinutes: 480, weekdays: [6, 7] },
  },
};

const vehicle = (
  branch: BranchCode,
  name: string,
  registration: string,
  kind: string,
  seats: number,
  fuel: string,
  flow?: keyof typeof flows,
) => ({ branch, name, registration, kind, seats, fuel, flow, transmission: kind === 'car' ? 'automatic' : null });

export const vehicles = [
  vehicle('AKL', 'Blue Leaf', 'LEA101', 'car', 5, 'electric'),
  vehicle('AKL', 'Grey Corolla', 'COR202', 'car', 5, 'hybrid'),
  vehicle('AKL', 'White Transit', 'VAN303', 'van', 3, 'diesel', 'long'),
  vehicle('AKL', 'Shuttle', 'BUS404', 'minibus', 12, 'diesel', 'long'),
  vehicle('AKL', 'Harbour Launch', 'BOAT05', 'boat', 8, 'diesel', 'always'),
  vehicle('WLG', 'Red Polo', 'POL606', 'car', 5, 'petrol'),
  vehicle('WLG', 'Green Kona', 'KON707', 'car', 5, 'electric'),
  vehicle('WLG', 'Ute', 'UTE808', 'truck', 5, 'diesel', 'long'),
  vehicle('SYD', 'Cessna 172 MPA', 'VH-MPA', 'aircraft', 4, 'avgas', 'always'),
  vehicle('SYD', 'Cessna 172 MPB', 'VH-MPB', 'aircraft', 4, 'avgas', 'always'),
  vehicle('SYD', 'Piper Archer MPC', 'VH-MPC', 'aircraft', 4, 'avgas', 'always'),
  vehicle('SYD', 'Airfield Car', 'AIR012', 'car', 5, 'petrol'),
];

interface DemoPerson {
  name: string;
  email: string;
  branch: BranchCode;
  /** Role keys, with the branches if a role reaches more than the home branch. */
  roles: Record<string, BranchCode[] | null>;
}

export const PASSWORD = 'seven quiet gears at dawn';

/** People with access, invited by the admin; they all use the demo password. */
export const staff: DemoPerson[] = [
  {
    name: 'Aroha Approver',
    email: 'approver@demo.example',
    branch: 'AKL',
    roles: { booking_approver: ['AKL', 'SYD'], booker: null },
  },
  { name: 'Ben Booker', email: 'booker@demo.example', branch: 'AKL', roles: { booker: null } },
  { name: 'Mia Multi', email: 'mia@demo.example', branch: 'WLG', roles: { booker: null, multibranch_booker: null } },
  { name: 'Olly Office', email: 'olly@demo.example', branch: 'SYD', roles: { booker: null, on_behalf_booker: null } },
  { name: 'Bea Bookings', email: 'bea@demo.example', branch: 'AKL', roles: { booking_admin: null } },
  { name: 'Bram Branch', email: 'bram@demo.example', branch: 'SYD', roles: { branch_admin: null } },
  { name: 'Max Regions', email: 'max@demo.example', branch: 'AKL', roles: { multibranch_admin: ['AKL', 'WLG'] } },
  { name: 'Sam Suspended', email: 'sam@demo.example', branch: 'WLG', roles: { booker: null } },
];

/** People without access: others book for them. */
export const contacts = [
  { name: 'Vera Visitor', email: 'vera@visitor.example', branch: 'SYD' as const },
  { name: 'Tom Trial-Flight', email: 'tom@visitor.example', branch: 'SYD' as const },
];

/** People who registered themselves, and how far they got. */
export const applicants = [
  { name: 'Una Unconfirmed', email: 'una@new.example', branch: 'AKL' as const, until: 'registered' },
  { name: 'Pete Pending', email: 'pete@new.example', branch: 'AKL' as const, until: 'confirmed' },
  { name: 'Pia Pending', email: 'pia@new.example', branch: 'SYD' as const, until: 'confirmed' },
  { name: 'Rex Rejected', email: 'rex@new.example', branch: 'SYD' as const, until: 'rejected' },
] as const;
