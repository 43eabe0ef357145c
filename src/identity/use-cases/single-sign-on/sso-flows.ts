import { Injectable } from '@nestjs/common';
import { Sealer } from '../../../platform/crypto/sealer.js';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { DirectWrites } from '../../../platform/database/direct-writes.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { SYSTEM } from '../../../platform/domain/performer.js';
import { Sweeps } from '../../../platform/schedule/sweeps.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { SsoFailed } from '../../domain/errors.js';
import type { SsoPerson } from '../../domain/sso-person.js';
import { type SsoChecks, SsoProvider } from './sso-provider.js';

/** How long a person may take at the provider, by PostgreSQL's clock. */
export const FLOW_MINUTES = 15;
const SWEEP_MS = 15 * 60_000;
const PURPOSE = 'sso-flow';

/** A sign-in that has been sent to the provider and has not come back. */
export interface SsoFlow extends SsoChecks {
  /** Where to go on afterwards. */
  readonly next: string;
}

const BEGIN = `
  INSERT INTO identity.sso_flows (state_hash, browser_hash, sealed, expires_at)
  VALUES ($1, $2, $3, now() + interval '${FLOW_MINUTES} minutes')`;
/** One conditional statement, so that only the first of two requests with one state finds it. */
const TAKE = `
  DELETE FROM identity.sso_flows WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > now() RETURNING sealed`;

/** Remembers a sign-in while the browser is at the provider: for that browser, for one use and for a short time. */
@Injectable()
export class SsoFlows {
  constructor(
    private readonly work: UnitOfWork,
    private readonly writes: DirectWrites,
    private readonly sealer: Sealer,
    private readonly provider: SsoProvider,
    sweeps: Sweeps,
  ) {
    sweeps.add('Single sign-ons', SWEEP_MS, () => this.forgetLapsed());
  }

  /**
   * @param browser the value of the browser's cookie
   * @returns where to send the browser
   * @throws NotFound if no provider is configured; SsoUnavailable
   */
  async begin(browser: string, next: string, again: boolean): Promise<string> {
    if (!this.provider.enabled) throw new NotFound();
    const { url, checks } = await this.provider.begin(again);
    const sealed = this.sealer.seal(JSON.stringify({ ...checks, next }), PURPOSE);
    await this.writes.write(BEGIN, [hashToken(checks.state), hashToken(browser), sealed]);
    return url;
  }

  /**
   * Identifies the person by the provider's answer to what this browser began. The answer can be used once, even if it is
   * wrong.
   *
   * @throws NotFound, SsoFailed, SsoUnavailable
   */
  async finish(
    browser: string | undefined,
    state: string,
    query: string,
  ): Promise<{ flow: SsoFlow; person: SsoPerson }> {
    if (!this.provider.enabled) throw new NotFound();
    const flow = browser === undefined ? undefined : await this.#take(browser, state);
    if (!flow) throw new SsoFailed();
    return { flow, person: await this.provider.finish(query, flow) };
  }

  async #take(browser: string, state: string): Promise<SsoFlow | undefined> {
    const [row] = await this.writes.write<{ sealed: string }>(TAKE, [hashToken(state), hashToken(browser)]);
    return row && (JSON.parse(this.sealer.open(row.sealed, PURPOSE)) as SsoFlow);
  }

  async forgetLapsed(): Promise<void> {
    await this.work.run(SYSTEM, (tx) => tx.query('DELETE FROM identity.sso_flows WHERE expires_at <= now()'));
  }
}
