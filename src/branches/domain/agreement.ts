import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';

/** One version of the user agreement (ID-18). It never changes: a change is the next version. */
@Entity({ schema: 'branches', name: 'agreements' })
export class Agreement extends Aggregate<Agreement> {
  @PrimaryColumn('uuid') readonly id!: string;
  /** 1, 2, 3 …: the highest one is in force. */
  @Column('int', { name: 'version' }) readonly number!: number;
  @Column('text') readonly text!: string;
  @Column('uuid', { name: 'published_by' }) readonly publishedBy!: string;
  @Column('timestamptz', { name: 'published_at' }) readonly publishedAt!: Date;

  static publish(number: number, text: string, by: string, now: Date): Agreement {
    const agreement = new Agreement();
    agreement.change({ id: newId(), number, text, publishedBy: by, publishedAt: now });
    return agreement;
  }
}
