import { useQuery } from '@tanstack/react-query';
import { vehicleQuery } from '../../api/choices';
import { useBranches } from '../../api/session';
import { bookingSheet as m } from '../../messages/booking-sheet';
import { Loaded } from '../../ui/loaded';
import { Sheet } from '../../ui/layers/sheet';
import { BookingForm, type OpenedBooking } from './booking-form';
import '../booking.css';

/** Books a vehicle, once or repeatedly. Search and board open it with the vehicle and the times filled in. */
export function BookingSheet({ vehicleId, ...props }: OpenedBooking & { vehicleId: string }) {
  const vehicle = useQuery(vehicleQuery(vehicleId));
  const zone = useBranches().find(({ id }) => id === vehicle.data?.branchId)?.timeZone;
  if (vehicle.data && zone) return <BookingForm vehicle={vehicle.data} zone={zone} {...props} />;
  return (
    <Sheet title={m.loading} onClose={props.onClose}>
      <Loaded query={{ ...vehicle, data: undefined }}>{() => null}</Loaded>
    </Sheet>
  );
}
