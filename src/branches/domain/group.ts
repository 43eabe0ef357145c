import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';

export interface GroupDetails {
  name: string;
  branchIds: readonly string[];
}

export type GroupChange = { [Field in keyof GroupDetails]?: GroupDetails[Field] | undefined };

/** A set of people and vehicles that exists in one or more branches (BR-2, BR-4). */
@Entity({ schema: 'branches', name: 'groups' })
export class Group extends Aggregate<Group> {
  @PrimaryColumn('uuid')
  readonly id!: string;

  /** Unique within each of the branches, whatever the case. */
  @Column('citext')
  readonly name!: string;

  @Column('uuid', { name: 'branch_ids', array: true })
  readonly branchIds!: readonly string[];

  @Column('int')
  readonly version!: number;

  static form({ name, branchIds }: GroupDetails): Group {
    const group = new Group();
    group.change({ id: newId(), name, branchIds: [...new Set(branchIds)], version: 1 });
    return group;
  }

  /** Changes what is given; what is left out stays. */
  amend({ name = this.name, branchIds = this.branchIds }: GroupChange): void {
    this.change({ name, branchIds: [...new Set(branchIds)] });
  }
}
