import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { type Scope, scopes as order } from './scopes.js';

/** What a person has allowed a client to know and do (OP-4). */
@Entity({ schema: 'openid', name: 'consents' })
export class Consent extends Aggregate<Consent> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'user_id' }) readonly userId!: string;
  @Column('uuid', { name: 'client_id' }) readonly clientId!: string;
  @Column('text', { array: true }) readonly scopes!: readonly Scope[];
  @Column('timestamptz', { name: 'given_at' }) readonly givenAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) readonly withdrawnAt!: Date | null;

  static give(userId: string, clientId: string, scopes: readonly Scope[]): Consent {
    const consent = new Consent();
    consent.change({ id: newId(), userId, clientId, scopes, givenAt: new Date(), withdrawnAt: null });
    return consent;
  }

  /** Earlier consent remains. */
  widen(more: readonly Scope[]): void {
    const both = new Set([...this.scopes, ...more]);
    this.change({ scopes: order.filter((scope) => both.has(scope)), givenAt: new Date() });
  }

  withdraw(): void {
    this.change({ withdrawnAt: new Date() });
  }
}
