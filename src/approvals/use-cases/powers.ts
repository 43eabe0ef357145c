import { reaches, type Reach, type RowFilter } from '../../access/index.js';
import type { PermissionSource } from '../../identity/index.js';
import { Forbidden, NotFound } from '../../platform/domain/domain-error.js';
import type { Decider } from '../domain/request-states.js';

/** The facts of a request that say who may see and decide it. */
interface DecidableRequest {
  branchId: string;
  stepRoleId: string | null;
  excluded: readonly string[];
}

const COLUMNS = { branchId: 'r.branch_id', stepRoleId: 'r.step_role_id', excluded: 'r.excluded' };

/**
 * What somebody may decide: by their own roles, and as delegate of other approvers (AP-2, AP-11). Serves rows and lists
 * alike, as `Actor` does elsewhere (RP-13); unlike `Actor` it knows which role gives the right, and whose it is.
 */
export class Powers {
  /** @param sources their own roles first, so that people decide in their own name if they can */
  constructor(
    readonly userId: string,
    private readonly sources: readonly PermissionSource[],
  ) {}

  canSee({ branchId }: Pick<DecidableRequest, 'branchId'>): boolean {
    return this.sources.some(({ reach }) => reaches(reach, branchId));
  }

  /** @throws NotFound where they may not even see it, so that it answers like an id that does not exist */
  ensureCanSee(request: Pick<DecidableRequest, 'branchId'>): void {
    if (!this.canSee(request)) throw new NotFound();
  }

  /** Whether they decide in their own name or for somebody else. @throws NotFound, Forbidden */
  deciderOf(request: DecidableRequest): Decider {
    const fit = this.#fit(request);
    const chosen = fit.find(({ userId }) => !request.excluded.includes(userId)) ?? fit[0];
    if (chosen) return { by: this.userId, for: chosen.userId === this.userId ? null : chosen.userId };
    this.ensureCanSee(request);
    throw new Forbidden('You cannot decide this step.');
  }

  /** Whether they may decide the step that waits. */
  canDecide(request: DecidableRequest): boolean {
    const { excluded } = request;
    return !excluded.includes(this.userId) && this.#fit(request).some(({ userId }) => !excluded.includes(userId));
  }

  #fit({ branchId, stepRoleId }: DecidableRequest): PermissionSource[] {
    const serves = ({ roleId }: PermissionSource) => stepRoleId === null || roleId === stepRoleId;
    return this.sources.filter((source) => reaches(source.reach, branchId) && serves(source));
  }

  /**
   * `canSee` as an SQL condition.
   *
   * @throws Forbidden where they may see nothing: a list without a rule must never list everything
   */
  seen(column: string, firstParameter: number): RowFilter {
    if (this.sources.length === 0) throw new Forbidden();
    if (this.sources.some(({ reach }) => reach === 'every')) return { sql: 'TRUE', values: [] };
    const branchIds = [...new Set(this.sources.flatMap(({ reach }) => reach as readonly string[]))];
    return { sql: `${column} = ANY($${firstParameter}::uuid[])`, values: [branchIds] };
  }

  /** `canDecide` as a condition on `approvals.requests r`. @throws Forbidden */
  decidable(firstParameter: number): RowFilter {
    if (this.sources.length === 0) throw new Forbidden();
    const values: unknown[] = [];
    const parameter = (value: unknown) => `$${firstParameter - 1 + values.push(value)}`;
    const freeOf = (userId: string) => `NOT (${COLUMNS.excluded} @> ARRAY[${parameter(userId)}::uuid])`;
    const own = freeOf(this.userId);
    const alternatives = this.sources.map(({ userId, roleId, reach }) => {
      const serves = `(${COLUMNS.stepRoleId} IS NULL OR ${COLUMNS.stepRoleId} = ${parameter(roleId)}::uuid)`;
      const free = userId === this.userId ? [] : [freeOf(userId)];
      return `(${[branchCondition(reach, parameter), serves, ...free].join(' AND ')})`;
    });
    return { sql: `(${own} AND (${alternatives.join(' OR ')}))`, values };
  }
}

const branchCondition = (reach: Reach, parameter: (value: unknown) => string): string =>
  reach === 'every' ? 'TRUE' : `${COLUMNS.branchId} = ANY(${parameter(reach)}::uuid[])`;
