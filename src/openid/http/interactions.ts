import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { InteractionResults } from 'oidc-provider';
import { FormTargets, SignedIn, type SignedInSession } from '../../identity/index.js';
import { InteractionExpired } from '../domain/errors.js';
import { MOUNT, ProviderHost } from './provider/provider-host.js';
import { sourceOf } from './provider/provider-pages.js';

type Interaction = InstanceType<Provider['Interaction']>;

/** One step of a person's sign-in to a client. */
export interface Step {
  readonly interaction: Interaction;
  /** The session of this browser, if it is signed in. */
  readonly session: SignedInSession | undefined;
}

const PATH = new RegExp(`^${MOUNT}/interaction/([\\w-]{1,100})$`);

/** The steps of a sign-in to a client: where the library hands over to pages, and continues. */
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

  /** Notes when the person last confirmed who they are, unless it is noted already. */
  async note({ interaction, session }: Step): Promise<void> {
    if (interaction.result?.seen !== undefined) return;
    interaction.result = { seen: session?.authenticatedAt.toISOString() ?? '' };
    await save(interaction);
  }

  /** Whether the person has confirmed who they are since then. */
  isShownAgain({ interaction, session }: Step): boolean {
    const seen = interaction.result?.seen as string | undefined;
    return seen !== undefined && session !== undefined && session.authenticatedAt.toISOString() > seen;
  }

  /** Lets the library continue. @returns the address to go to */
  async finish({ interaction, session }: Step, result: InteractionResults): Promise<string> {
    // The person has signed in, or changed accounts, since the step began: continue as the current person.
    if (interaction.session && interaction.session.uid !== session?.id) interaction.session = undefined;
    interaction.result = 'error' in result ? result : { ...interaction.lastSubmission, ...result };
    await save(interaction);
    return interaction.returnTo;
  }

  /** Where the forms of a step may redirect: to the client's address, which was checked when the step began. */
  async #target(path: string): Promise<string | undefined> {
    const uid = PATH.exec(path)?.[1];
    const { provider } = await this.host.current();
    const interaction = uid === undefined ? undefined : await provider.Interaction.find(uid);
    const uri = interaction?.params.redirect_uri;
    return typeof uri === 'string' ? sourceOf(uri) : undefined;
  }
}

const save = (interaction: Interaction) => interaction.save(interaction.exp! - Math.floor(Date.now() / 1000));
