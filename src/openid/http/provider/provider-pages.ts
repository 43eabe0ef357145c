import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { formsTo, PageRenderer } from '../../../identity/index.js';
import { RequestsInHand } from './requests-in-hand.js';

PageRenderer.add(
  join(import.meta.dirname, '..', 'pages'),
  'consent',
  'not-allowed',
  'sign-out',
  'signed-out',
  'grants',
);

/** The library's own pages, in the design of all others. */
@Injectable()
export class ProviderPages {
  readonly #logger = new Logger('OpenID');

  constructor(
    private readonly pages: PageRenderer,
    private readonly requests: RequestsInHand,
  ) {}

  async error(ctx: KoaContextWithOIDC, { error, error_description }: { error: string; error_description?: string }) {
    const { id: requestId } = this.requests.of(ctx.req);
    const detail = [error, error_description].filter(Boolean).join(': ');
    await this.#show(ctx, 'problem', { title: 'This sign-in cannot go on', detail, requestId });
  }

  /** RP-initiated logout: asks, since a link alone must sign nobody out. */
  async signOut(ctx: KoaContextWithOIDC): Promise<void> {
    const { session, client } = ctx.oidc;
    await this.#show(ctx, 'sign-out', {
      title: 'Sign out?',
      client: client?.clientName ?? null,
      action: ctx.oidc.urlFor('end_session_confirm'),
      xsrf: (session!.state as { secret: string }).secret,
    });
  }

  signedOut(ctx: KoaContextWithOIDC): Promise<void> {
    return this.#show(ctx, 'signed-out', {
      title: ctx.oidc.client ? 'You are still signed in here' : 'You are signed out',
    });
  }

  failed(error: Error): void {
    this.#logger.error({ err: error }, 'a request failed');
  }

  /** Forms lead on to the client, as far as the client is registered for that. */
  allowForms(ctx: KoaContextWithOIDC): void {
    const { params, session, redirectUriCheckPerformed } = ctx.oidc ?? {};
    const state = session?.state as { postLogoutRedirectUri?: string } | undefined;
    const uri = redirectUriCheckPerformed ? (params?.redirect_uri as string) : state?.postLogoutRedirectUri;
    const policy = ctx.response.get('content-security-policy');
    if (uri && ctx.type === 'text/html') ctx.set('content-security-policy', formsTo(policy, sourceOf(uri)));
  }

  async #show(ctx: KoaContextWithOIDC, name: string, content: { title: string; [field: string]: unknown }) {
    ctx.type = 'html';
    ctx.set('cache-control', 'no-store');
    ctx.body = await this.pages.html(name, { errors: [], ...content });
  }
}

/** As a content security policy names where an address leads: by its origin, or the scheme of an app. */
export function sourceOf(uri: string): string {
  const { origin, protocol } = new URL(uri);
  return origin === 'null' ? protocol : origin;
}
