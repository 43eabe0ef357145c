import { DecisionLink } from './decision-link.js';
import { DecisionLinkSpent } from './errors.js';

const closesAt = new Date('2030-01-01T10:00:00Z');
const before = new Date(closesAt.getTime() - 1);
const issue = () =>
  DecisionLink.issue(
    { id: 'request', bookingId: 'booking', step: 1, closesAt },
    'anna',
    { hash: Buffer.from('hash'), sealed: 'sealed' },
    'reminder',
  );

describe('DecisionLink (AP-10)', () => {
  it('tells who is asked about what, with the token sealed, and works until the request lapses', () => {
    const link = issue();
    const asked = { requestId: 'request', bookingId: 'booking', step: 1, userId: 'anna' };
    expect(link.releaseEvents().map(({ payload }) => payload)).toEqual([
      { ...asked, sealedToken: 'sealed', occasion: 'reminder' },
    ]);
    expect(() => link.use(closesAt)).toThrow(DecisionLinkSpent);
    expect(link.usedAt).toBeNull();
  });

  it('works once', () => {
    const link = issue();
    link.use(before);
    expect(() => link.use(before)).toThrow(DecisionLinkSpent);
  });
});
