import { ensureNotStale, entityTag, Stale } from './precondition.js';

const loaded = new Map([
  ['booking', 3],
  ['vehicle', 7],
]);
const demanding =
  (objectId: string | undefined, ...tags: string[]) =>
  () =>
    ensureNotStale({ objectId, tags }, loaded);

describe('If-Match', () => {
  it('IF-2: only the tag of the object in the path will do, whatever else was read on the way', () => {
    expect(demanding('booking', entityTag('booking', 3))).not.toThrow();
    expect(demanding('booking', entityTag('vehicle', 7))).toThrow(Stale);
    expect(demanding('booking', entityTag('booking', 2))).toThrow(Stale);
    expect(demanding('booking', entityTag('booking', 2), entityTag('booking', 3))).not.toThrow();
  });

  it('IF-2: where the path names no object that was read, the tag of one that was will do', () => {
    expect(demanding(undefined, entityTag('vehicle', 7))).not.toThrow();
    expect(demanding('of something else', entityTag('vehicle', 7))).not.toThrow();
    expect(demanding(undefined, entityTag('vehicle', 6))).toThrow(Stale);
  });
});
