import { Injectable } from '@nestjs/common';

type FindTarget = (path: string) => Promise<string | undefined>;

/**
 * Where the path that a form leads on to ends up outside of this service: browsers hold the whole way to the policy of the
 * page that the form stands on (CSP `form-action`). The context that sends people out says where to.
 */
@Injectable()
export class FormTargets {
  #target: FindTarget = () => Promise.resolve(undefined);

  use(target: FindTarget): void {
    this.#target = target;
  }

  /** The source expression of where that path leads, if it leads out. */
  of(path: string): Promise<string | undefined> {
    return this.#target(path);
  }
}
