import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { type Scene, setScene } from '../support/scene.js';
import { stopSweeps } from '../support/stop-sweeps.js';
import { ConsoleTest } from './support/console.js';

const DAY = 86_400_000;

/** Every screen by its heading: its address, and the links that open its tabs and sheets. */
function placesOf(scene: Scene): Record<string, string[]> {
  const { branchId, vehicleId, bookings, people, requests, oidcClientId, webhooks } = scene;
  const [from, to] = [1, 2].map((days) => new Date(Date.now() + days * DAY).toISOString()) as [string, string];
  const period = `branchId=${branchId}&from=${from}&to=${to}`;
  const histories = ['sign-ins', 'changes-by', 'changes-to', 'emails'];
  const ofSettings = [
    'organisation',
    'branches',
    'welcome',
    'locations',
    'accessories',
    'reasons',
    'policies',
    'flows',
  ];
  const ofConnections = [
    ...['edit', 'secret', 'delete'].map((sheet) => `tab=clients&open=${oidcClientId}&sheet=${sheet}`),
    ...['edit', 'deliveries', 'delete'].map((sheet) => `tab=webhooks&open=${webhooks.kept}&sheet=${sheet}`),
  ];
  const at = (path: string, searches: string[]) => [path, ...searches.map((search) => `${path}?${search}`)];
  return {
    Today: ['/app'],
    'Book a vehicle': at('/app/book', [period, `${period}&vehicleId=${vehicleId}`]),
    Board: at('/app/board', [`branchId=${branchId}&view=week`]),
    Bookings: [
      ...at('/app/bookings', ['tab=recurring', `tab=branch&branchId=${branchId}&vehicleId=${vehicleId}&show=late`]),
      ...[bookings.confirmed, bookings.shared, bookings.out].map((id) => `/app/bookings/${id}?tab=branch`),
    ],
    Approvals: at('/app/approvals', [`open=${requests.pending}`, 'sheet=delegate']),
    // Also of somebody whom the list does not show.
    People: at('/app/people', [
      ...['tab=verified', `tab=all&q=nobody&branchId=${branchId}&groupId=${scene.groupId}&deleted=true`],
      ...[`review=${people.pending}`, `review=${people.verified}`, `tab=all&edit=${people.verified}`],
      ...[`edit=${people.verified}`, ...histories.map((kind) => `history=${kind}&person=${people.verified}`)],
      ...['panel=add', 'tab=all&panel=import'],
    ]),
    'Roles and permissions': at('/app/roles', ['changed=yes']),
    Vehicles: at('/app/vehicles', ['open=new', `open=${vehicleId}`, `q=nothing&open=${vehicleId}`]),
    Settings: at('/app/settings', [
      ...[...ofSettings, 'fields', 'agreement'].map((section) => `section=${section}`),
      ...['branches', 'locations', 'flows', 'agreement'].map((section) => `section=${section}&open=new`),
      ...[`section=branches&open=${branchId}`, `section=locations&open=${scene.locationId}`],
      ...[`section=policies&open=${scene.policyId}`, `section=flows&open=${scene.flowId}`],
    ]),
    Connections: at('/app/settings/connections', [
      'tab=webhooks',
      'tab=mails',
      'tab=clients&open=new',
      ...ofConnections,
    ]),
    Reports: at(
      '/app/reports',
      ['reasons', 'vehicles', 'bookings'].map((tab) => `tab=${tab}&branchId=${branchId}`),
    ),
    'My account': ['/app/account'],
  };
}

/** What each of them does not get to see. */
const CLOSED: Record<string, string[]> = {
  owner: [],
  'branch admin': ['Roles and permissions', 'Connections', 'Approvals'],
  booker: ['Approvals', 'People', 'Roles and permissions', 'Vehicles', 'Settings', 'Connections', 'Reports'],
};

describeInBrowser()('what a screen asks of the service', () => {
  let motorpool: ConsoleTest;
  let scene: Scene;
  const people: Record<string, GivenUser> = {};

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { app, given } = motorpool;
    await app.admin.expect(200, 'PATCH', '/organisation', { roleSets: ['fleet', 'flight_school'] });
    scene = await setScene(given);
    await stopSweeps(app);
    people.owner = await given.user(scene.branchId, ['owner', 'booking_approver', 'booker']);
    people['branch admin'] = await given.user(scene.branchId, ['branch_admin']);
    people.booker = scene.booker;
    // All that can be asked for at once on Today: an agreement that is due, and an offer.
    await app.admin.expect(201, 'POST', '/agreements', { text: 'Drive with care.' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  it.each(Object.keys(CLOSED))(
    'is five requests at most, on each screen and for each link, for the %s',
    async (who) => {
      motorpool.provokes(403, 404);
      const counted: Record<string, number> = {};
      const tooMany: string[] = [];
      const visits = Object.entries(placesOf(scene))
        .filter(([heading]) => !CLOSED[who]!.includes(heading))
        .flatMap(([heading, paths]) => paths.map((path) => ({ heading, path })));
      // Most of a visit is the wait for a request that does not come, so that several browsers share the list.
      const visitRest = async () => {
        const page = await motorpool.open(people[who]);
        for (let visit = visits.pop(); visit; visit = visits.pop()) {
          const { heading, path } = visit;
          // Nothing that the screen before still asks for is counted here.
          await page.goto('about:blank');
          const sent = await motorpool.count(page, path, { heading });
          counted[path] = sent.length;
          if (sent.length > 5) tooMany.push([path, ...sent].join('\n  '));
        }
      };
      await Promise.all(Array.from({ length: 3 }, visitRest));
      expect(tooMany).toEqual([]);
      // It was the service that was asked, and not only for who is signed in.
      expect(Math.max(...Object.values(counted))).toBe(5);
    },
    300_000,
  );
});
