/** Between the windows of this browser that show Motorpool. */
const CHANNEL = 'motorpool.confirmed';
const BACK = '/app/confirmed';

const startAt = (next: string) => `/sso/start?again=true&next=${encodeURIComponent(next)}`;

/**
 * Has the person confirm at the organisation's own sign-in who they are, in a window of its own: this one keeps what was
 * typed. A browser that opens no window goes there itself, and comes back to this address.
 */
export function openSsoWindow(): void {
  if (open(startAt(BACK), '_blank', 'popup,width=520,height=680') === null) {
    location.assign(startAt(location.pathname + location.search));
  }
}

export function tellOfConfirmation(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('confirmed');
  channel.close();
}

/** @returns what ends the listening */
export function onConfirmation(hear: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', hear);
  return () => channel.close();
}
