import type { Scene } from './scene.js';

/** How an operation is called in a scene so that it succeeds. */
export interface Act {
  id?: string;
  /** The other ids in the path, by name. */
  ids?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
  /** A body that is no JSON, and what goes with it. */
  raw?: string | Buffer;
  headers?: Record<string, string>;
}

export type Acts = Record<string, (scene: Scene) => Act | Promise<Act>>;

export const fresh = () => crypto.randomUUID().slice(0, 8);
export const span = { from: '2030-01-01T08:00:00Z', to: '2030-01-01T18:00:00Z' };
