import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { type BelongingKind, BelongingWithdrawn } from '../events.js';

export interface BelongingDetails {
  name: string;
  branchIds: readonly string[];
}

export type BelongingChange = { [Field in keyof BelongingDetails]?: BelongingDetails[Field] | undefined };

/** A group, location or accessory, which belongs to one or more branches (BR-2). */
export abstract class Belonging extends Aggregate<Belonging> {
  @PrimaryColumn('uuid') readonly id!: string;
  /** Unique within each of the branches, ignoring case. */
  @Column('citext') readonly name!: string;
  @Column('uuid', { name: 'branch_ids', array: true }) readonly branchIds!: readonly string[];
  @Column('int') readonly version!: number;

  abstract get kind(): BelongingKind;

  static make<Made extends Belonging>(this: new () => Made, { name, branchIds }: BelongingDetails): Made {
    const made = new this();
    made.change({ id: newId(), name, branchIds: [...new Set(branchIds)], version: 1 });
    return made;
  }

  /** Changes the given fields. Another context may refuse if it is still used in a branch that it leaves. */
  amend({ name = this.name, branchIds = this.branchIds }: BelongingChange): void {
    const left = this.branchIds.filter((id) => !branchIds.includes(id));
    this.change({ name, branchIds: [...new Set(branchIds)] });
    if (left.length > 0) this.#withdraw(left);
  }

  /** Deletes it, unless somebody uses it. */
  remove(): void {
    this.#withdraw(this.branchIds);
  }

  #withdraw(branchIds: readonly string[]): void {
    this.raise(new BelongingWithdrawn({ kind: this.kind, belongingId: this.id, branchIds: [...branchIds] }));
  }
}

/** A set of people and vehicles (BR-4). */
@Entity({ schema: 'branches', name: 'groups' })
export class Group extends Belonging {
  get kind(): BelongingKind {
    return 'group';
  }
}

/** Where vehicles stand. */
@Entity({ schema: 'branches', name: 'locations' })
export class Location extends Belonging {
  get kind(): BelongingKind {
    return 'location';
  }
}

/** Equipment of vehicles: a tow bar, a child seat. */
@Entity({ schema: 'branches', name: 'accessories' })
export class Accessory extends Belonging {
  get kind(): BelongingKind {
    return 'accessory';
  }
}
