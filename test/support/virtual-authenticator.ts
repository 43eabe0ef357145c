import type { CDPSession, Page } from 'playwright-core';

/** For `addInitScript`: `window.asked` is how often the page has asked for a passkey. */
export const COUNT_QUESTIONS = `
  const get = navigator.credentials.get.bind(navigator.credentials);
  window.asked = 0;
  navigator.credentials.get = (options) => {
    const answer = get(options);
    window.asked += 1;
    return answer;
  };`;

/** A device with a screen lock, as Chromium makes one up (CDP domain WebAuthn). */
export class VirtualAuthenticator {
  private constructor(
    private readonly cdp: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  static async on(page: Page): Promise<VirtualAuthenticator> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable', { enableUI: false });
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new VirtualAuthenticator(cdp, authenticatorId);
  }

  /** Whether the person agrees to what it is asked, as soon as it is asked. */
  async agrees(enabled: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  }

  /** The person fails, or passes, the screen lock. */
  async knowsThePerson(isUserVerified: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  }

  async credentials() {
    const { authenticatorId } = this;
    return (await this.cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  }
}
