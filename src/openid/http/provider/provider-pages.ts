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
  'openid-problem',
);

/** The library's own pages, in our design. */
@Injectable()
export class ProviderPages {
  readonly #logger = new Logger('OpenID');

  constructor(
    private readonly pages: PageRenderer,
    private readonly requests: RequestsInHand,
  ) {}

  async error(ctx: KoaContextWithOIDC, { error, error_description }: { error: string; error_description?: string }) {
    const { id: requestId } = this.requests.of(ctx.req);
    const technical = [error, error_description].filter(Boolean).join(': ');
    const isSignOut = ctx.oidc?.route?.startsWith('end_session') ?? false;
    const said = wordsFor(isSignOut, error, error_description);
    await this.#show(ctx, 'openid-problem', { ...said, technical, requestId, isSignOut });
  }

  /** RP-initiated logout: asks first, because a mere link must not sign anybody out. */
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

  /** Allows forms to redirect to the client, if the address is registered. */
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

/** What went wrong, in words for a person who cannot change what the application requested. */
function wordsFor(isSignOut: boolean, error: string, description = ''): { title: string; text: string } {
  if (isSignOut) {
    const text =
      'The application asked to sign you out, but we could not check its request. You are still signed in here.';
    return { title: 'You have not been signed out', text };
  }
  const title = 'This sign-in cannot continue';
  if (error === 'invalid_client') {
    const text = 'The application that sent you here isn’t registered, or is no longer active.';
    return { title, text: `${text} Ask the people who run it, or your administrator.` };
  }
  if (error === 'invalid_redirect_uri' || /redirect_uri/.test(description)) {
    const text = 'The application asked us to send you to an address that is not registered for it.';
    return { title, text: `${text} To protect your account, we stopped the sign-in.` };
  }
  return { title, text: 'Something in the application’s request is wrong. Go back to it and try again.' };
}

/** The source expression of an address for a content security policy: its origin, or the scheme of an app. */
export function sourceOf(uri: string): string {
  const { origin, protocol } = new URL(uri);
  return origin === 'null' ? protocol : origin;
}
