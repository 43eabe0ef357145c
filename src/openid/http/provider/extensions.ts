import { Injectable } from '@nestjs/common';
import type { Adapter } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { Artifacts } from '../../use-cases/artifacts.js';
import { ClientQueries } from '../../use-cases/clients.queries.js';
import { StoredArtifacts } from './adapter.js';
import { ProviderPages } from './provider-pages.js';
import { RefreshWindow } from './refresh-window.js';
import { Rules } from './rules.js';
import { SessionMirror } from './session-mirror.js';

/** The stored objects, as the library needs them. */
@Injectable()
export class Storage {
  constructor(
    private readonly artifacts: Artifacts,
    private readonly clients: ClientQueries,
  ) {}

  of(kind: string): Adapter {
    return new StoredArtifacts(kind, this.artifacts, this.clients);
  }
}

/** All parts that the library needs from the service. */
@Injectable()
export class Extensions {
  constructor(
    readonly storage: Storage,
    readonly rules: Rules,
    readonly pages: ProviderPages,
    private readonly mirror: SessionMirror,
    private readonly window: RefreshWindow,
  ) {}

  applyTo(provider: Provider): void {
    this.mirror.applyTo(provider);
    this.window.applyTo(provider);
  }
}
