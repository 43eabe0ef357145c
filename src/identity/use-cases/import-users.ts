import { Injectable } from '@nestjs/common';
import { type Actor, BeyondOwnAccess } from '../../access/index.js';
import { type FieldProblem, InvalidInput, UnknownReference } from '../../platform/domain/domain-error.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { ImportRefused } from '../domain/errors.js';
import { User } from '../domain/user.js';
import type { Placement } from '../domain/user-record.js';
import { EnsurePlacement } from './ensure-placement.js';
import type { FilePerson, FileRow } from './file-rows.js';
import { IssueLink } from './issue-link.js';
import { PlacesOfFile } from './places-of-file.js';
import { timeOf } from './time-of.js';

/** What became of a line, or would. */
export interface RowOutcome {
  line: number;
  email: string;
  outcome: 'invited' | 'contact' | 'refused';
  errors: FieldProblem[];
}

interface Judged extends RowOutcome {
  user: User | null;
}

const KNOWN = 'SELECT email FROM identity.users WHERE email = ANY ($1::citext[])';

/** ID-20: a dry run tells every row's outcome; the import itself is all or nothing. Both judge by the same code. */
@Injectable()
export class ImportUsers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly places: PlacesOfFile,
    private readonly ensurePlacement: EnsurePlacement,
    private readonly issueLink: IssueLink,
  ) {}

  /** @throws ImportRefused where any row is; EmailTaken where somebody takes an address at the same moment */
  run(actor: Actor, rows: readonly FileRow[], dryRun: boolean): Promise<{ dryRun: boolean; rows: RowOutcome[] }> {
    return this.work.run(actor, async (tx) => {
      const judged = await this.#judge(tx, actor, rows);
      if (!dryRun) await this.#add(tx, actor, judged);
      return { dryRun, rows: judged.map(({ user: _, ...outcome }) => outcome) };
    });
  }

  async #judge(tx: Tx, actor: Actor, rows: readonly FileRow[]): Promise<Judged[]> {
    const now = await timeOf(tx);
    const known = await tx.query<{ email: string }>(KNOWN, [rows.map(({ email }) => email)]);
    const taken = new Map(known.map(({ email }) => [email, 'is the address of a user']));
    const people = rows.flatMap(({ person }) => person ?? []);
    const placed = await this.places.of(actor, people);
    const judged: Judged[] = [];
    for (const { line, email, person, errors } of rows) {
      const problems = [...errors];
      const used = taken.get(email);
      if (used) problems.push({ field: 'email', code: 'email_taken', message: used });
      taken.set(email, `stands in line ${line} already`);
      const placement = person && placed.placementOf(person, problems);
      if (placement) problems.push(...(await this.#refusals(actor, placement)));
      const fine = person && placement && problems.length === 0;
      const user = fine ? User.add(detailsOf(person), person.canSignIn, placement, actor.userId, now) : null;
      const outcome = !user ? 'refused' : user.canSignIn ? 'invited' : 'contact';
      judged.push({ line, email, outcome, errors: problems, user });
    }
    return judged;
  }

  /** RP-11 and the reach of the actor hold for every row as they do for somebody added by hand. */
  async #refusals(actor: Actor, placement: Placement): Promise<FieldProblem[]> {
    try {
      await this.ensurePlacement.run(actor, 'import', placement);
      return [];
    } catch (error) {
      if (error instanceof BeyondOwnAccess) {
        return [{ field: 'roles', code: 'beyond_own_access', message: 'go beyond your own' }];
      }
      if (!(error instanceof InvalidInput || error instanceof UnknownReference)) throw error;
      const told = error.members.errors as FieldProblem[];
      return told.map(({ field, ...problem }) => ({ field: columnOf(field), ...problem }));
    }
  }

  async #add(tx: Tx, actor: Actor, judged: readonly Judged[]): Promise<void> {
    const refused = judged.filter(({ errors }) => errors.length > 0);
    if (refused.length > 0) throw new ImportRefused(refused.flatMap(withLine));
    for (const { user } of judged) {
      await tx.save(user!);
      if (user!.canSignIn) await this.issueLink.run(tx, user!, actor.userId);
    }
  }
}

const detailsOf = ({ email, name, phone, reference }: FilePerson) => ({ email, name, phone, reference });

const withLine = ({ line, errors }: RowOutcome) =>
  errors.map(({ field, ...problem }) => ({ field: `line ${line}${field && `, ${field}`}`, ...problem }));

/** `branchId`, `groupIds.0` and `roles.1.branchIds.0` of a request are columns of a file. */
const columnOf = (field: string): string =>
  ({ branchId: 'branch', groupIds: 'groups' })[field.split('.')[0]!] ?? field.split('.')[0]!;
