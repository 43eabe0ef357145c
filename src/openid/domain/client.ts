import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { type FieldProblem, InvalidInput } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { ClientRemoved } from '../events.js';
import { wrongBackchannel, wrongRedirect } from './client-uris.js';
import { NoSecret } from './errors.js';

/** The fields of a client that an Organisation Admin can set. */
export interface ClientDetails {
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri: string | null;
  /** Who may sign in to it: people with one of these roles or in one of these groups. Both empty: everybody. */
  readonly roleKeys: readonly string[];
  readonly groupIds: readonly string[];
  /** One of the organisation's own applications: nobody is asked for consent (OP-4). */
  readonly firstParty: boolean;
  readonly pkceRequired: boolean;
  /** The contact that its client credentials act as (OP-6). */
  readonly serviceAccountId: string | null;
}

export type ClientType = 'public' | 'confidential';
type ClientChange = Partial<ClientDetails> & { readonly state?: 'active' | 'disabled' | undefined };

/** An application that signs people in here, or that calls the API (OP-2). */
@Entity({ schema: 'openid', name: 'clients' })
export class OidcClient extends Aggregate<OidcClient> implements ClientDetails {
  static override readonly secretFields = ['secretHash'];

  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text', { name: 'client_id' }) readonly clientId!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly type!: ClientType;
  @Column('bytea', { name: 'secret_hash', nullable: true }) readonly secretHash!: Buffer | null;
  @Column('text', { name: 'redirect_uris', array: true }) readonly redirectUris!: readonly string[];
  @Column('text', { name: 'post_logout_redirect_uris', array: true })
  readonly postLogoutRedirectUris!: readonly string[];
  @Column('text', { name: 'backchannel_logout_uri', nullable: true }) readonly backchannelLogoutUri!: string | null;
  @Column('text', { name: 'role_keys', array: true }) readonly roleKeys!: readonly string[];
  @Column('uuid', { name: 'group_ids', array: true }) readonly groupIds!: readonly string[];
  @Column('boolean', { name: 'first_party' }) readonly firstParty!: boolean;
  @Column('boolean', { name: 'pkce_required' }) readonly pkceRequired!: boolean;
  @Column('uuid', { name: 'service_account_id', nullable: true }) readonly serviceAccountId!: string | null;
  @Column('text') readonly state!: 'active' | 'disabled';
  @Column('int') readonly version!: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;

  /** @throws InvalidInput */
  static register(type: ClientType, details: ClientDetails, clientId: string, secretHash: Buffer | null): OidcClient {
    const client = new OidcClient();
    const made = { id: newId(), clientId, secretHash, state: 'active', version: 1, createdAt: new Date() } as const;
    client.change({ ...made, type, ...details });
    client.#ensureSound();
    return client;
  }

  /** @throws InvalidInput */
  amend(change: ClientChange): void {
    const said = Object.entries(change).filter(([, value]) => value !== undefined);
    this.change(Object.fromEntries(said));
    this.#ensureSound();
  }

  /** The old secret stops working at once. @throws NoSecret */
  rotateSecret(secretHash: Buffer): void {
    if (this.type === 'public') throw new NoSecret();
    this.change({ secretHash });
  }

  /** The client is deleted with all grants and tokens. */
  remove(): void {
    this.raise(new ClientRemoved({ clientId: this.clientId, name: this.name }));
  }

  #ensureSound(): void {
    const problems: FieldProblem[] = [];
    const isPublic = this.type === 'public';
    const add = (field: string, message: string | undefined, code = 'invalid_uri') => {
      if (message !== undefined) problems.push({ field, code, message });
    };
    this.redirectUris.forEach((uri, index) => add(`redirectUris.${index}`, wrongRedirect(uri, isPublic)));
    this.postLogoutRedirectUris.forEach((uri, index) =>
      add(`postLogoutRedirectUris.${index}`, wrongRedirect(uri, isPublic)),
    );
    if (this.backchannelLogoutUri) add('backchannelLogoutUri', wrongBackchannel(this.backchannelLogoutUri));
    if (isPublic && !this.pkceRequired) add('pkceRequired', 'a public client always needs PKCE', 'needs_pkce');
    if (isPublic && this.serviceAccountId) {
      add('serviceAccountId', 'a public client has no secret, so it cannot have a service account', 'needs_secret');
    }
    if (this.redirectUris.length === 0 && !this.serviceAccountId) {
      add('redirectUris', 'is required, unless the client has a service account', 'required');
    }
    if (problems.length > 0) throw new InvalidInput(problems);
  }
}
