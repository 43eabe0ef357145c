import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/domain/performer.js';
import { Sweeps } from '../../platform/schedule/sweeps.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { type Logout, Logouts } from '../use-cases/logouts.js';
import { ProviderHost } from './provider/provider-host.js';

const EVERY_MS = 1_000;
const SOME_DUE = 'EXISTS (SELECT FROM openid.logouts WHERE due_at <= now())';
const ENDED_EVERY_MS = 15_000;
/** How many clients one process calls at once; each has 2.5 seconds. */
const MOST_AT_ONCE = 50;

/** Tells clients that somebody signed out: in workers, each client separately, so that none waits for another. */
@Injectable()
export class LogoutSender {
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly logouts: Logouts,
    private readonly host: ProviderHost,
    private readonly work: UnitOfWork,
    sweeps: Sweeps,
  ) {
    sweeps.add('OpenidEndedSessions', ENDED_EVERY_MS, () => this.work.run(SYSTEM, (tx) => this.logouts.ofEnded(tx)));
    sweeps.add('OpenidLogouts', EVERY_MS, () => this.#turn(), SOME_DUE);
  }

  async #turn(): Promise<void> {
    const room = MOST_AT_ONCE - this.#underWay.size;
    if (room === 0) return;
    for (const logout of await this.logouts.claim(room)) {
      const sending = this.#send(logout).finally(() => this.#underWay.delete(sending));
      this.#underWay.add(sending);
    }
  }

  async #send(logout: Logout): Promise<void> {
    try {
      const { provider, tellLogout } = await this.host.current();
      const client = await provider.Client.find(logout.clientId);
      // A client that was disabled, or no longer wants to be told, is skipped.
      if (client?.backchannelLogoutUri) await tellLogout.call(client, logout.userId, logout.sid);
      await this.logouts.done(logout);
    } catch (error) {
      // If this fails, the logout is tried again when the lease ends.
      await this.logouts.failed(logout, String(error)).catch(() => undefined);
    }
  }
}
