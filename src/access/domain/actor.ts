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
  /** The branches that are open to sign-up: only there may branch admins see people who wait for approval (RP-7). */
  readonly signUpBranchIds: readonly string[];
  /** Whether this is a person who may sign in. People may always see and cancel what is their own, whatever their roles. */
  readonly isPerson?: boolean;
}

/** A permission with the branches where it counts. */
export interface Grant {
  readonly key: PermissionKey;
  readonly reach: Reach;
}

/**
 * A signed-in user, and the only place that decides what they may do: the same rules serve routes (`may`), rows (`can`,
 * `ensure`) and lists (`filter`) (RP-13).
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

  /** Whether the actor may do this to any row of this kind at all. Routes check it. */
  may(action: Action, subject: SubjectName): boolean {
    return this.#rules(subject).can(action, subject);
  }

  /** Whether the actor may do this to this row. */
  can<Row extends object>(action: Action, subject: SubjectName, row: Row): boolean {
    return this.#rules(subject).can(action, view(subject, row));
  }

  /**
   * Checks one row, inside the transaction.
   *
   * @throws NotFound where the actor may not even see the row, so that it answers like an id that does not exist; else
   *   Forbidden
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

  /**
   * Whether the actor may do this in every branch of the reach. Checked when something is given together with a reach
   * (RP-11).
   */
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

  /** Whether the actor has this permission, and has it in every branch. */
  holdsEverywhere(key: PermissionKey): boolean {
    return this.#reach(key) === 'every';
  }

  /** RP-11: whether the actor may give this permission with this reach. */
  mayGive({ key, reach }: Grant): boolean {
    const held = this.#reach((catalogue[key].givenBy as PermissionKey | undefined) ?? key);
    return held !== undefined && within(reach, held);
  }

  /**
   * Where a permission counts, joined over all roles that grant it (RP-2). Computed on demand: a request needs only a few.
   */
  #reach(key: PermissionKey): Reach | undefined {
    const given = this.#given.get(key);
    if (given && given.length > 1) given.splice(0, given.length, widest(given));
    return given?.[0];
  }

  /** Built on demand: a request needs the rules of only one or two subjects. */
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

/** A row in the form that CASL checks. Built on every request, so it is kept cheap. */
interface View extends Record<string, unknown> {
  readonly subjectName: SubjectName;
}

function view(subjectName: SubjectName, row: object): View {
  const seen: View = { subjectName };
  for (const field of ruleFields) if (field in row) seen[field] = (row as Record<string, unknown>)[field];
  return seen;
}

const detectSubjectType = (seen: object) => (seen as View).subjectName;
