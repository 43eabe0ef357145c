import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';

/** A person has accepted a version of the user agreement (ID-18). */
@Entity({ schema: 'identity', name: 'agreement_acceptances' })
export class AgreementAcceptance extends Aggregate<AgreementAcceptance> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'user_id' }) readonly userId!: string;
  @Column('int', { name: 'version' }) readonly agreementVersion!: number;
  @Column('timestamptz', { name: 'accepted_at' }) readonly acceptedAt!: Date;

  static of(userId: string, agreementVersion: number, now: Date): AgreementAcceptance {
    const acceptance = new AgreementAcceptance();
    acceptance.change({ id: newId(), userId, agreementVersion, acceptedAt: now });
    return acceptance;
  }
}
