import { Injectable } from '@nestjs/common';
import { type Actor, BeyondOwnAccess } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { type FieldProblem, InvalidInput, UnknownReference } from '../../../platform/domain/domain-error.js';
import { ShortStretches } from '../../../platform/work/short-stretches.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { ImportRefused } from '../../domain/errors.js';
import { User } from '../../domain/user.js';
import type { Placement } from '../../domain/user-details.js';
import { EnsurePlacement } from '../people/ensure-placement.js';
import type { FilePerson, FileRow } from './file-rows.js';
import { IssueLink } from '../issue-link.js';
import { PlacesOfFile } from './places-of-file.js';
import { timeOf } from '../time-of.js';

/** The result for a line, or the expected result in a dry run. */
export interface RowOutcome {
  line: number;
  email: string;
  outcome: 'invited' | 'contact' | 'refused';
  errors: FieldProblem[];
}

/** A row, what its check found, and the placement of a person who may be added. */
interface CheckedRow extends RowOutcome {
  person: FilePerson | null;
  placement: Placement | null;
}

interface ImportAnswer {
  dryRun: boolean;
  rows: RowOutcome[];
}

const KNOWN = 'SELECT email FROM identity.users WHERE email = ANY ($1::citext[])';

/** ID-20: a dry run answers the result of every row; the import itself is all or nothing. Both use the same checks. */
@Injectable()
export class ImportUsers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly places: PlacesOfFile,
    private readonly ensurePlacement: EnsurePlacement,
    private readonly issueLink: IssueLink,
  ) {}

  /**
   * Checks the rows outside of any transaction, so that a long file holds no connection. What may change before the rows are
   * written is checked again, or by a constraint.
   *
   * @throws ImportRefused if any row is refused; EmailTaken if someone else takes an address at the same time
   */
  async run(actor: Actor, rows: readonly FileRow[], dryRun: boolean): Promise<ImportAnswer> {
    const checked = await this.#check(actor, rows);
    return dryRun ? answerOf(checked, dryRun) : this.#add(actor, checked);
  }

  async #check(actor: Actor, rows: readonly FileRow[]): Promise<CheckedRow[]> {
    const known = await this.database.query<{ email: string }>(KNOWN, [rows.map(({ email }) => email)]);
    const taken = new Map(known.map(({ email }) => [email, 'already belongs to a person']));
    const placed = await this.places.of(
      actor,
      rows.flatMap(({ person }) => person ?? []),
    );
    const refusalsOf = this.#askingOnce(actor);
    const checked: CheckedRow[] = [];
    const stretches = new ShortStretches();
    for (const { line, email, person, errors } of rows) {
      const problems = [...errors];
      const used = taken.get(email);
      if (used) problems.push({ field: 'email', code: 'email_taken', message: used });
      taken.set(email, `is already in line ${line}`);
      const placement = person && placed.placementOf(person, problems);
      if (placement) problems.push(...(await refusalsOf(placement)));
      const isFine = person !== null && problems.length === 0;
      const outcome = !isFine ? 'refused' : person.canSignIn ? 'invited' : 'contact';
      checked.push({ line, email, outcome, errors: problems, person, placement });
      await stretches.pause();
    }
    return checked;
  }

  /** Most files contain many people for few placements, so each placement is checked only once. */
  #askingOnce(actor: Actor): (placement: Placement) => Promise<FieldProblem[]> {
    const asked = new Map<string, Promise<FieldProblem[]>>();
    return (placement) => {
      const key = JSON.stringify(placement);
      const refusals = asked.get(key) ?? this.#refusals(actor, placement);
      asked.set(key, refusals);
      return refusals;
    };
  }

  /** RP-11 and the reach of the actor apply to every row, as when a person is added by hand. */
  async #refusals(actor: Actor, placement: Placement): Promise<FieldProblem[]> {
    try {
      await this.ensurePlacement.run(actor, 'import', placement);
      return [];
    } catch (error) {
      if (error instanceof BeyondOwnAccess) {
        return [{ field: 'roles', code: 'beyond_own_access', message: 'go beyond your own permissions' }];
      }
      if (!(error instanceof InvalidInput || error instanceof UnknownReference)) throw error;
      const told = error.members.errors as FieldProblem[];
      return told.map(({ field, ...problem }) => ({ field: columnOf(field), ...problem }));
    }
  }

  async #add(actor: Actor, checked: readonly CheckedRow[]): Promise<ImportAnswer> {
    ensureNoneRefused(checked);
    return this.work.run(actor, async (tx) => {
      const now = await timeOf(tx);
      // Inside the transaction, the check keeps groups and roles from being deleted until it ends.
      const refusalsOf = this.#askingOnce(actor);
      const again: CheckedRow[] = [];
      for (const row of checked) again.push({ ...row, errors: await refusalsOf(row.placement!) });
      ensureNoneRefused(again);
      for (const { person, placement } of again) {
        const user = User.add(detailsOf(person!), person!.canSignIn, placement!, actor.userId, now);
        await tx.save(user);
        if (user.canSignIn) await this.issueLink.run(tx, user, actor.userId);
      }
      // The transaction returns the route's answer, because an `Idempotency-Key` stores it.
      return answerOf(checked, false);
    });
  }
}

const answerOf = (checked: readonly CheckedRow[], dryRun: boolean): ImportAnswer => ({
  dryRun,
  rows: checked.map(({ person: _, placement: __, ...outcome }) => outcome),
});

/** @throws ImportRefused */
function ensureNoneRefused(checked: readonly CheckedRow[]): void {
  const refused = checked.filter(({ errors }) => errors.length > 0);
  if (refused.length > 0) throw new ImportRefused(refused.flatMap(withLine));
}

const detailsOf = ({ email, name, phone, reference }: FilePerson) => ({ email, name, phone, reference });

const withLine = ({ line, errors }: RowOutcome) =>
  errors.map(({ field, ...problem }) => ({ field: `line ${line}${field && `, ${field}`}`, ...problem }));

/** Maps a field of a request, such as `branchId`, `groupIds.0` or `roles.1.branchIds.0`, to the column of the file. */
const columnOf = (field: string): string =>
  ({ branchId: 'branch', groupIds: 'groups' })[field.split('.')[0]!] ?? field.split('.')[0]!;
