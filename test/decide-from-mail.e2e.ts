import type { Page } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { decide, GivenRequests, type Waiting } from './support/approvals.js';
import { describeInBrowser, SCREENS, TestBrowser } from './support/browser.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';
import { raw } from './support/raw.js';
import { settled, stateOf } from './support/stored.js';

interface Asked extends Waiting {
  token: string;
}

describe('deciding from the mail (AP-10)', () => {
  let app: TestApp;
  let given: Given;
  let requests: GivenRequests;
  let branchId: string;
  let vehicleId: string;
  let booker: GivenUser;
  let approver: GivenUser;
  let other: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    requests = new GivenRequests(app, given);
    branchId = await given.branch({ name: 'Harbour' });
    await app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Cars' });
    booker = await given.user(branchId, ['booker'], { name: 'Ben Booker' });
    approver = await given.user(branchId, ['booking_approver']);
    other = await given.user(branchId, ['booking_approver']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow(), name: 'Van' });
  });
  afterAll(() => app?.stop());

  /** Who was mailed about a booking, and the token of their link. */
  async function asked(who = approver, fields: object = {}): Promise<Asked> {
    const before = app.mail.to(who.email, /approval needed/i).length;
    const waiting = await requests.by(booker, vehicleId, fields);
    const mail = await eventually('it is mailed', async () => app.mail.to(who.email, /approval needed/i)[before]);
    expect(mail.html).toContain(`${app.config.publicUrl}/approvals/decide?token=`);
    return { ...waiting, token: mail.tokens[0]! };
  }

  const pathOf = (token: string) => `/approvals/decide?token=${token}`;
  const get = (token: string) => raw(app.origin, { path: pathOf(token) });
  const post = (token: string, decision = 'approve', headers: Record<string, string> = {}, note = '') =>
    raw(app.origin, {
      method: 'POST',
      path: '/approvals/decide',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: app.config.publicUrl, ...headers },
      body: new URLSearchParams({ token, decision, note }).toString(),
    });
  const titleOf = ({ text }: { text: string }) => /<h1>([^<]*)<\/h1>/.exec(text)![1];
  const stateOfRequest = async (id: string) =>
    (await app.db.query('SELECT state, decided_by FROM approvals.requests WHERE id = $1', [id])).rows[0];

  it('ID-9: a link has 256 random bits, one for each approver and request, and is stored hashed alone', async () => {
    const [one, two] = [await asked(), await asked(other)];
    expect(one.token).toMatch(/^[\w-]{43}$/);
    expect(two.token).not.toBe(one.token);
    await settled(app);
    expect(JSON.stringify(await stateOf(app.db))).not.toContain(one.token);
  });

  it('AP-10: opening the link, any number of times, decides nothing and changes nothing', async () => {
    const { token, requestId } = await asked();
    await settled(app);
    const before = await stateOf(app.db);
    for (let time = 0; time < 3; time += 1) {
      const page = await get(token);
      expect([page.status, titleOf(page)]).toEqual([200, 'A booking is waiting for your approval']);
      expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      expect(page.setCookies).toEqual([]);
    }
    const head = await raw(app.origin, { method: 'HEAD', path: pathOf(token) });
    expect(head.status).toBe(200);
    expect(await stateOf(app.db)).toEqual(before);
    expect(await stateOfRequest(requestId)).toMatchObject({ state: 'pending' });
  });

  it('AP-10: without any sign-in the form decides, in the name of whom the link was mailed to', async () => {
    const { token, requestId, bookingId } = await asked();
    const done = await post(token, 'decline', {}, 'Not on a <Sunday>');
    expect([done.status, done.headers.location]).toEqual([303, pathOf(token)]);
    expect(titleOf(await get(token))).toBe('You declined this booking');
    const { rows } = await app.db.query('SELECT * FROM approvals.requests WHERE id = $1', [requestId]);
    expect(rows[0]).toMatchObject({ state: 'declined', decided_by: approver.id, note: 'Not on a <Sunday>' });
    expect((await requests.booking(bookingId)).state).toBe('declined');
    const { rows: audit } = await app.db.query(
      `SELECT DISTINCT actor_id FROM platform.audit_entries WHERE subject_id = $1 AND action = 'request-decided'`,
      [requestId],
    );
    expect(audit).toEqual([{ actor_id: approver.id }]);
  });

  it('AP-10: of five forms sent at once, twenty times, one decides, and the link decides nothing again', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { token, requestId, bookingId } = await asked();
      const all = await Promise.all(
        ['approve', 'decline', 'approve', 'decline', 'approve'].map((each) => post(token, each)),
      );
      expect(all.map(({ status }) => status)).toEqual(Array(5).fill(303));
      const { state } = (await stateOfRequest(requestId)) as { state: string };
      await post(token, state === 'approved' ? 'decline' : 'approve');
      expect(await stateOfRequest(requestId)).toEqual({ state, decided_by: approver.id });
      expect((await requests.booking(bookingId)).state).toBe(state === 'approved' ? 'confirmed' : 'declined');
      const { rows } = await app.db.query(
        `SELECT count(*)::int AS n FROM platform.audit_entries WHERE subject_id = $1 AND action = 'request-decided'`,
        [requestId],
      );
      expect(rows[0].n).toBe(1);
    }
  });

  it('AP-7, AP-8: what became of it meanwhile is said kindly, and the form changes nothing any more', async () => {
    const decided = await asked();
    await decide(other, decided.requestId);
    expect(titleOf(await get(decided.token))).toBe('Someone else approved this booking');
    await post(decided.token, 'decline');
    expect(await stateOfRequest(decided.requestId)).toEqual({ state: 'approved', decided_by: other.id });

    const cancelled = await asked();
    await booker.client.expect(200, 'POST', `/bookings/${cancelled.bookingId}/cancellation`, {});
    expect(titleOf(await get(cancelled.token))).toBe('There’s nothing left to decide');
    expect((await post(cancelled.token)).status).toBe(303);
    expect(await stateOfRequest(cancelled.requestId)).toMatchObject({ state: 'withdrawn' });

    const lapsed = await asked();
    await app.db.query('UPDATE approvals.requests SET lapses_at = now() WHERE id = $1', [lapsed.requestId]);
    expect(titleOf(await get(lapsed.token))).toBe('This request has lapsed');
    await post(lapsed.token);
    expect(await stateOfRequest(lapsed.requestId)).not.toMatchObject({ state: 'approved' });
  });

  it('AP-10: who lost the role, the reach or the account since the mail decides nothing', async () => {
    const leaving = await given.user(branchId, ['booking_approver']);
    const { token, requestId } = await asked(leaving);
    // Standing in for an approver makes nobody one.
    const [start, end] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    await approver.client.expect(201, 'POST', '/approval-delegations', { delegateId: leaving.id, start, end });
    const refused = async () => {
      const answers = [await get(token), await post(token)];
      expect(answers.map((answer) => [answer.status, titleOf(answer)])).toEqual(
        Array(2).fill([403, 'You can no longer decide this']),
      );
      expect(answers[0]!.text).not.toContain('Ben Booker');
    };
    await app.admin.expect(200, 'POST', `/users/${leaving.id}/suspension`);
    await refused();
    await app.admin.expect(200, 'DELETE', `/users/${leaving.id}/suspension`);
    expect((await get(token)).status).toBe(200);
    await app.admin.expect(200, 'PUT', `/users/${leaving.id}/roles`, { roles: [] });
    await refused();
    expect(await stateOfRequest(requestId)).toMatchObject({ state: 'pending' });
  });

  it('AP-10: an unknown, cut or expired link says that it no longer works; a form of another site is refused', async () => {
    const { token, requestId } = await asked();
    for (const bad of ['', 'x', token.slice(1), `${token}x`, 'A'.repeat(43), '%00']) {
      const answers = [await get(bad), await post(bad)];
      expect(answers.map((answer) => [answer.status, titleOf(answer)])).toEqual(
        Array(2).fill([410, 'This link no longer works']),
      );
    }
    expect((await post(token, 'approve', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(token, 'approve', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post(token, 'maybe')).status).toBe(422);
    expect((await post(token, 'approve', {}, 'x'.repeat(2_001))).status).toBe(422);
    await app.db.query('UPDATE approvals.decision_links SET expires_at = now() WHERE request_id = $1', [requestId]);
    expect((await post(token)).status).toBe(410);
    expect(await stateOfRequest(requestId)).toMatchObject({ state: 'pending' });
    expect((await decide(approver, requestId)).status).toBe(200);
  });

  it('AP-1: a link is about one step; after it, it is not one for the next', async () => {
    const twice = await given.vehicle(branchId, {
      approvalFlowId: await given.flow({ always: true }, { steps: [{ name: 'One' }, { name: 'Two' }] }),
    });
    const { token, requestId } = await asked(approver, { vehicleId: twice });
    await decide(other, requestId);
    expect(titleOf(await get(token))).toBe('Someone else approved this step');
    await post(token);
    expect(await stateOfRequest(requestId)).toMatchObject({ state: 'pending' });
    expect((await decide(approver, requestId)).body.state).toBe('approved');
  });

  describeInBrowser()('in a browser', () => {
    let browser: TestBrowser;

    beforeAll(async () => {
      browser = await TestBrowser.launch([403, 410, 422]);
    });
    afterAll(() => browser?.close());

    it('AP-10: the page shows the request, and a press of a button decides it, from the keyboard too', async () => {
      const { token, requestId } = await asked(approver, { destination: 'The <coast>', notes: 'Two\nlines' });
      const page = await browser.open();
      await page.goto(app.origin + pathOf(token));
      const text = await page.getByRole('main').innerText();
      for (const word of ['Van', 'Harbour', 'Ben Booker', 'The <coast>', 'every booking of this vehicle']) {
        expect(text).toContain(word);
      }
      await page.getByLabel('Note to the booker').fill('Have fun');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('status').waitFor();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('You approved this booking');
      await page.reload();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('You approved this booking');
      expect(await stateOfRequest(requestId)).toEqual({ state: 'approved', decided_by: approver.id });
      await page.context().close();
      expect(browser.complaints.splice(0)).toEqual([]);
    });

    async function* pages(at: Page): AsyncGenerator<string> {
      const { token, bookingId } = await asked(approver, { destination: 'The coast', notes: 'With the big trailer.' });
      await at.goto(app.origin + pathOf(token));
      yield 'decide';
      await at.getByRole('button', { name: 'Decline' }).click();
      await at.getByRole('status').waitFor();
      yield 'decided';
      expect((await requests.booking(bookingId)).state).toBe('declined');
      await at.goto(app.origin + pathOf('A'.repeat(43)));
      yield 'decide-spent';
    }

    it.each(Object.keys(SCREENS))(
      'IF-4: axe finds nothing wrong on a %s, light and dark, and nothing is wider than the screen',
      async (screen) => {
        const page = await browser.open(SCREENS[screen]);
        const faults: unknown[] = [];
        for await (const name of pages(page)) faults.push(...(await browser.faultsOf(page, `${name}-${screen}`)));
        expect(faults).toEqual([]);
        await page.context().close();
        expect(browser.complaints.splice(0)).toEqual([]);
      },
    );
  });
});
