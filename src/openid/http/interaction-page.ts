import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PageRenderer, type SignedInSession } from '../../identity/index.js';
import { InteractionExpired } from '../domain/errors.js';
import { knownScopes, SCOPES } from '../domain/scopes.js';
import { ClientQueries } from '../use-cases/clients.queries.js';
import { Consents } from '../use-cases/consents.js';
import { Interactions, type Step } from './interactions.js';
import { MOUNT } from './provider/provider-host.js';
import { NOT_ALLOWED } from './provider/rules.js';

type SignedInStep = Step & { session: SignedInSession };

/** The pages that a person sees on the way to a client. */
@Injectable()
export class InteractionPage {
  constructor(
    private readonly interactions: Interactions,
    private readonly clients: ClientQueries,
    private readonly consents: Consents,
    private readonly pages: PageRenderer,
  ) {}

  async show(step: Step, reply: FastifyReply): Promise<void> {
    const { interaction, session } = step;
    if (!session) return this.#toSignIn(step, reply);
    const known = { ...step, session };
    if (interaction.prompt.name === 'login') return this.#login(known, reply);
    return interaction.prompt.name === NOT_ALLOWED ? this.#notAllowed(known, reply) : this.#consent(known, reply);
  }

  /** @throws InteractionExpired where somebody else is signed in by now than who was asked */
  async agree(step: Step, reply: FastifyReply): Promise<void> {
    const { interaction, session } = step;
    const asked = interaction.prompt.name === 'consent' && interaction.session?.accountId === session?.user.id;
    if (!session || !asked) throw new InteractionExpired();
    const client = await this.#client(step);
    await this.consents.give(session.user.id, client.id, knownScopes(interaction.params.scope as string | undefined));
    this.pages.goTo(reply, await this.interactions.finish(step, { consent: {} }));
  }

  async refuse(step: Step, reply: FastifyReply): Promise<void> {
    const result = { error: 'access_denied', error_description: 'the person cancelled' };
    this.pages.goTo(reply, await this.interactions.finish(step, result));
  }

  #toSignIn({ interaction: { uid, params } }: Step, reply: FastifyReply): void {
    const hint = typeof params.login_hint === 'string' ? `&email=${encodeURIComponent(params.login_hint)}` : '';
    this.pages.goTo(reply, `/sign-in?next=${encodeURIComponent(pathOf(uid))}${hint}`);
  }

  async #login(step: SignedInStep, reply: FastifyReply): Promise<void> {
    const { interaction, session } = step;
    const { uid, prompt } = interaction;
    const wantsAnother = prompt.reasons.some((reason) =>
      ['id_token_hint', 'claims_id_token_sub_value'].includes(reason),
    );
    const isAnother = session.user.id !== interaction.session?.accountId;
    const wantsAgain = prompt.reasons.some((reason) => ['login_prompt', 'max_age'].includes(reason));
    const cameSignedIn = interaction.session !== undefined;
    if (wantsAnother && !isAnother) {
      await this.interactions.note(step);
      return this.#again(uid, reply);
    }
    if (wantsAgain && cameSignedIn && !isAnother && !this.interactions.isShownAgain(step)) {
      await this.interactions.note(step);
      return this.#again(uid, reply);
    }
    const ts = Math.floor(session.authenticatedAt.getTime() / 1000);
    const login = { accountId: session.user.id, ts };
    this.pages.goTo(reply, await this.interactions.finish(step, { login }));
  }

  #again(uid: string, reply: FastifyReply): void {
    this.pages.goTo(reply, `/sign-in/again?next=${encodeURIComponent(pathOf(uid))}`);
  }

  async #notAllowed(step: SignedInStep, reply: FastifyReply): Promise<void> {
    const { name: client } = await this.#client(step);
    await this.#page(step, reply, 403, 'not-allowed', { title: 'This is not open to you', client });
  }

  async #consent(step: SignedInStep, reply: FastifyReply): Promise<void> {
    const { params } = step.interaction;
    const { name: client } = await this.#client(step);
    const asked = knownScopes(params.scope as string | undefined).filter((scope) => scope !== 'openid');
    const wishes = asked.map((scope) => SCOPES[scope].words);
    const site = new URL(params.redirect_uri as string).host || client;
    await this.#page(step, reply, 200, 'consent', { title: `Sign in to ${client}?`, client, site, wishes });
  }

  async #page({ interaction, session }: SignedInStep, reply: FastifyReply, status: number, name: string, more: object) {
    const next = pathOf(interaction.uid);
    const { email } = session.user;
    const content = { title: '', errors: [], next, email, person: null, ...more };
    await this.pages.send(reply, status, name, content);
  }

  /** @throws InteractionExpired for a client that was disabled or deleted meanwhile */
  async #client({ interaction }: Step) {
    const client = await this.clients.active(interaction.params.client_id as string);
    if (!client) throw new InteractionExpired();
    return client;
  }
}

const pathOf = (uid: string): string => `${MOUNT}/interaction/${uid}`;
