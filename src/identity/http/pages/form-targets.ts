import { Injectable } from '@nestjs/common';

type FindTarget = (path: string) => Promise<string | undefined>;

/**
 * Where a form's redirects may end outside of this service. Browsers apply the page's policy (CSP `form-action`) to every
 * redirect, so the page must allow the last address. The context that redirects people registers a function that knows it.
 */
@Injectable()
export class FormTargets {
  #target: FindTarget = () => Promise.resolve(undefined);

  use(target: FindTarget): void {
    this.#target = target;
  }

  /** The CSP source of the address to which this path finally redirects, if that is outside. */
  of(path: string): Promise<string | undefined> {
    return this.#target(path);
  }
}
