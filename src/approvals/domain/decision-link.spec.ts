import { DecisionLink } from './decision-link.js';
import { DecisionLinkSpent } from './errors.js';

const lapsesAt = new Date('2030-01-01T10:00:00Z');
const before = new Date(lapsesAt.getTime() - 1);
const issue = () =>
  DecisionLink.issue(
    { id: 'request', bookingId: 'booking', step: 1, lapsesAt },
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
    expect(() => link.use(lapsesAt)).toThrow(DecisionLinkSpent);
    expect(link.usedAt).toBeNull();
  });

  it('works once', () => {
    const link = issue();
    link.use(before);
    expect(() => link.use(before)).toThrow(DecisionLinkSpent);
  });
});
