import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { Forbidden, NotFound } from '../../platform/domain/domain-error.js';
import type { Performer } from '../../platform/domain/performer.js';
import type { Rows } from './catalogue/permission.js';
import { catalogue, everybodyMay, everybodyMayWithOwn, type PermissionKey, permissionKeys } from './permissions.js';
import { type Reach, reaches, widest, within } from './reach.js';
import { type RowColumns, type RowFilter, rowFilter } from './row-filter.js';
import type { Action, SubjectName } from './subjects.js';

type Ability = MongoAbility<[Action, SubjectName | object]>;

/** Who the actor is, beyond what they may do. */
export interface ActorFacts {
  readonly userId: string;
  readonly branchId: string | null;
  readonly groupIds: readonly string[];
  /** The branches that let people add themselves: there alone admins of branches see who waits for approval (RP-7). */
  readonly signUpBranchIds: readonly string[];
  /** Somebody who may sign in: what is their own stays theirs to see and to cancel, whatever their roles. */
  readonly isPerson?: boolean;
}

/** A permission with the branches where it counts. */
export interface Grant {
  readonly key: PermissionKey;
  readonly reach: Reach;
}

/**
 * Somebody who is signed in, and the one judge of what they may do: the same rules decide a kind of act (`may`), a row
 * (`can`, `ensure`) and a list (`filter`) (RP-13).
 */
export class Actor implements Performer {
  readonly userId: string;
  readonly branchId: string | null;
  readonly groupIds: readonly string[];
  readonly #signUpBranchIds: readonly string[];
  readonly #isPerson: boolean;
  readonly #given = new Map<PermissionKey, Reach[]>();
  readonly #abilities = new Map<SubjectName, Ability>();

  constructor(facts: ActorFacts, grants: readonly Grant[]) {
    this.userId = facts.userId;
    this.branchId = facts.branchId;
    this.groupIds = facts.groupIds;
    this.#signUpBranchIds = facts.signUpBranchIds;
    this.#isPerson = facts.isPerson ?? false;
    for (const { key, reach } of grants) {
      const given = this.#given.get(key);
      if (!given) this.#given.set(key, [reach]);
      else given.push(reach);
    }
  }

  get permissions(): Grant[] {
    return [...this.#given.keys()].map((key) => ({ key, reach: this.#reach(key)! }));
  }

  /** Whether there is anything of the kind at all that they may do this to: the check of a route. */
  may(action: Action, subject: SubjectName): boolean {
    return this.#rules(subject).can(action, subject);
  }

  /** Whether they may do this to this row. */
  can<Row extends object>(action: Action, subject: SubjectName, row: Row): boolean {
    return this.#rules(subject).can(action, view(subject, row));
  }

  /**
   * The check of a row, made inside the transaction.
   *
   * @throws NotFound where they may not even see it, so that it answers like an id that does not exist; else Forbidden
   */
  ensure<Row extends object>(action: Action, subject: SubjectName, row: Row): void {
    if (this.can(action, subject, row)) return;
    throw this.can('read', subject, row) ? new Forbidden() : new NotFound();
  }

  /**
   * The same rule as a condition for a list.
   *
   * @param columns the SQL expression behind each field that rules of this subject name
   * @throws Forbidden where no rule opens any row: a list without a rule is never a list of everything
   */
  filter(action: Action, subject: SubjectName, columns: RowColumns, firstParameter: number): RowFilter {
    const rules = this.#rules(subject).rulesFor(action, subject);
    if (rules.length === 0) throw new Forbidden();
    return rowFilter(
      rules.map((rule) => rule.conditions),
      columns,
      firstParameter,
    );
  }

  /** Whether this act on this subject is theirs in every branch of the reach: the check of what is given with a reach (RP-11). */
  covers(action: Action, subject: SubjectName, reach: Reach): boolean {
    if (reach === 'every')
      return this.#rules(subject)
        .rulesFor(action, subject)
        .some(({ conditions }) => !conditions);
    return reach.every((branchId) => this.can(action, subject, { branchId }));
  }

  holds(key: PermissionKey, branchId: string): boolean {
    return reaches(this.#reach(key) ?? [], branchId);
  }

  /** Whether they hold it themselves, and everywhere. */
  holdsEverywhere(key: PermissionKey): boolean {
    return this.#reach(key) === 'every';
  }

  /** RP-11: whether this permission, with this reach, is theirs to give. */
  mayGive({ key, reach }: Grant): boolean {
    const held = this.#reach((catalogue[key].givenBy as PermissionKey | undefined) ?? key);
    return held !== undefined && within(reach, held);
  }

  /** Where a permission counts, by all roles that give it (RP-2). A request asks about few: the others are never joined. */
  #reach(key: PermissionKey): Reach | undefined {
    const given = this.#given.get(key);
    if (given && given.length > 1) given.splice(0, given.length, widest(given));
    return given?.[0];
  }

  /** A request asks about one subject or two: the rules of the others are never made. */
  #rules(subject: SubjectName): Ability {
    let ability = this.#abilities.get(subject);
    if (!ability) {
      ability = createMongoAbility<Ability>(this.#rawRules(subject), { detectSubjectType });
      this.#abilities.set(subject, ability);
    }
    return ability;
  }

  #rawRules(subject: SubjectName): RawRuleOf<Ability>[] {
    const rules: RawRuleOf<Ability>[] = [];
    for (const [action, about] of everybodyMay) if (about === subject) rules.push({ action, subject });
    for (const [action, about, field] of this.#isPerson ? everybodyMayWithOwn : []) {
      if (about === subject) rules.push({ action, subject, conditions: { [field]: this.userId } });
    }
    for (const { key, action, rows } of permissionsOn.get(subject) ?? []) {
      const reach = this.#reach(key);
      if (!reach) continue;
      if (rows === 'organisation') {
        if (reach === 'every') rules.push({ action, subject });
      } else if ('own' in rows) {
        for (const field of rows.own) rules.push({ action, subject, conditions: { [field]: this.userId } });
      } else if (reach === 'every' || ('heldAnywhere' in rows && reach.length > 0)) {
        rules.push({ action, subject });
      } else if ('branch' in rows && reach.length > 0) {
        for (const conditions of this.#ofBranches(rows, reach)) rules.push({ action, subject, conditions });
      }
    }
    return rules;
  }

  #ofBranches({ branch, about, pendingOnlyWhereOpen }: BranchRows, reach: readonly string[]): object[] {
    const inReach = { [branch]: { $in: [...reach] }, ...(about && { [about]: { $in: [...reach] } }) };
    if (!pendingOnlyWhereOpen) return [inReach];
    const open = reach.filter((branchId) => this.#signUpBranchIds.includes(branchId));
    const settled = { ...inReach, state: { $ne: 'pending' } };
    return open.length > 0 ? [settled, { ...inReach, [branch]: { $in: open } }] : [settled];
  }
}

/** The catalogue by subject. */
const permissionsOn = new Map<SubjectName, { key: PermissionKey; action: Action; rows: Rows }[]>();
for (const key of permissionKeys) {
  for (const { allows, rows } of [catalogue[key], ...(catalogue[key].also ? [catalogue[key].also] : [])]) {
    for (const [action, subject] of allows) {
      permissionsOn.set(subject, [...(permissionsOn.get(subject) ?? []), { key, action, rows }]);
    }
  }
}

type BranchRows = Extract<Rows, { branch: string }>;

/** The fields that rules look at; a getter such as a booking's is read like a field. */
const ruleFields = [
  'id',
  'branchId',
  'branchIds',
  'aboutBranchId',
  'state',
  'bookerId',
  'originatorId',
  'passengerIds',
] as const;

/** A row as CASL judges it: on every request, so without a detour. */
interface View extends Record<string, unknown> {
  readonly subjectName: SubjectName;
}

function view(subjectName: SubjectName, row: object): View {
  const seen: View = { subjectName };
  for (const field of ruleFields) if (field in row) seen[field] = (row as Record<string, unknown>)[field];
  return seen;
}

const detectSubjectType = (seen: object) => (seen as View).subjectName;
