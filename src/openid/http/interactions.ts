import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { InteractionResults } from 'oidc-provider';
import { FormTargets, SignedIn, type SignedInSession } from '../../identity/index.js';
import { InteractionExpired } from '../domain/errors.js';
import { MOUNT, ProviderHost } from './provider/provider-host.js';
import { sourceOf } from './provider/provider-pages.js';

type Interaction = InstanceType<Provider['Interaction']>;

/** The step of a sign-in that the person is at. */
export interface Step {
  readonly interaction: Interaction;
  /** Who is signed in with this browser, if anybody is. */
  readonly session: SignedInSession | undefined;
}

const PATH = new RegExp(`^${MOUNT}/interaction/([\\w-]{1,100})$`);

/** Steps on the way of a sign-in to a client: where the library hands over to pages, and takes over again. */
@Injectable()
export class Interactions implements OnModuleInit {
  constructor(
    private readonly host: ProviderHost,
    private readonly signedIn: SignedIn,
    private readonly targets: FormTargets,
  ) {}

  onModuleInit(): void {
    this.targets.use((path) => this.#target(path));
  }

  /** @throws InteractionExpired for a step that was begun with another browser, or is over */
  async step(uid: string, request: FastifyRequest, reply: FastifyReply): Promise<Step> {
    const { provider } = await this.host.current();
    const { cookies } = provider.createContext(request.raw, reply.raw);
    if (cookies.get(provider.cookieName('interaction'), { signed: true }) !== uid) throw new InteractionExpired();
    const interaction = await provider.Interaction.find(uid);
    if (!interaction) throw new InteractionExpired();
    return { interaction, session: await this.signedIn.at(request) };
  }

  /** Notes when the person last showed who they are, as long as nothing is noted. */
  async note({ interaction, session }: Step): Promise<void> {
    if (interaction.result?.seen !== undefined) return;
    interaction.result = { seen: session?.authenticatedAt.toISOString() ?? '' };
    await save(interaction);
  }

  /** Whether they have shown it again since. */
  isShownAgain({ interaction, session }: Step): boolean {
    const seen = interaction.result?.seen as string | undefined;
    return seen !== undefined && session !== undefined && session.authenticatedAt.toISOString() > seen;
  }

  /** The library goes on from here: the address where it does. */
  async finish({ interaction, session }: Step, result: InteractionResults): Promise<string> {
    // Who began as somebody else, or as nobody, goes on as who they are now.
    if (interaction.session && interaction.session.uid !== session?.id) interaction.session = undefined;
    interaction.result = 'error' in result ? result : { ...interaction.lastSubmission, ...result };
    await save(interaction);
    return interaction.returnTo;
  }

  /** What forms that lead to a step may lead on to: the client's address, which was checked when the step was begun. */
  async #target(path: string): Promise<string | undefined> {
    const uid = PATH.exec(path)?.[1];
    const { provider } = await this.host.current();
    const interaction = uid === undefined ? undefined : await provider.Interaction.find(uid);
    const uri = interaction?.params.redirect_uri;
    return typeof uri === 'string' ? sourceOf(uri) : undefined;
  }
}

const save = (interaction: Interaction) => interaction.save(interaction.exp! - Math.floor(Date.now() / 1000));
