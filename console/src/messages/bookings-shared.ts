import { plural } from './en';

/** What several screens say about a booking. */
export const booking = {
  states: {
    pending: 'Pending',
    confirmed: 'Confirmed',
    in_use: 'In use',
    completed: 'Completed',
    declined: 'Declined',
    lapsed: 'Lapsed',
    cancelled: 'Cancelled',
    no_show: 'Not collected',
    late: 'Late',
  },
  checkOut: 'Check out',
  checkedOut: 'Checked out.',
  return: 'Return',
  returned: 'Returned. Thank you.',
  returnTitle: (vehicle: string) => `Return ${vehicle}`,
  odometer: 'Odometer',
  odometerHelp: 'What the vehicle shows: kilometres, miles or hours.',
  notANumber: 'Enter a whole number.',
  notes: 'Notes',
  notesHelp: 'Damage, warning lights, where it is parked.',
  extend: 'Extend',
  extended: 'Extended.',
  extendTitle: (vehicle: string) => `Extend the booking of ${vehicle}`,
  newEnd: 'New end',
  present: (range: string) => `Booked: ${range}`,
  cancel: 'Cancel booking',
  cancelled: 'Booking cancelled.',
  cancelTitle: 'Cancel this booking?',
  cancelText: (vehicle: string, range: string) => `${vehicle}, ${range}. Others can book it at once.`,
  cancelReason: 'Reason',
  keep: 'Keep booking',
};

export const waitingList = {
  title: 'Waiting list',
  text: 'We will email you when one of these becomes free.',
  anyVehicle: (branch: string, seats: number) =>
    plural(seats, { one: `Any vehicle of ${branch}`, other: `Any vehicle of ${branch} with # seats` }),
  entry: (what: string, range: string) => `${what}, ${range}`,
  seeOffer: 'See offer',
  leave: 'Leave waiting list',
  leaveNamed: (what: string) => `Leave waiting list: ${what}`,
  leaveTitle: 'Leave the waiting list?',
  leaveText: (what: string) => `${what}. You lose your place on the list.`,
  stay: 'Stay on the list',
  left: 'You left the waiting list.',
};
