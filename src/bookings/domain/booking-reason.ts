import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { newId } from '../../platform/domain/ids.js';
import { BookingReasonDeleted } from '../events.js';
import { ReasonBuiltIn } from './errors.js';

export const reasonCategories = ['business', 'personal', 'maintenance'] as const;
export type ReasonCategory = (typeof reasonCategories)[number];
export const reasonStates = ['active', 'disabled'] as const;
export type ReasonState = (typeof reasonStates)[number];

/** What a booking is for (BK-6). The three built-in reasons have a key, and are the categories of all others. */
@Entity({ schema: 'bookings', name: 'reasons' })
export class BookingReason extends Aggregate<BookingReason> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text', { nullable: true }) readonly key!: string | null;
  @Column('text') readonly name!: string;
  @Column('text') readonly category!: ReasonCategory;
  @Column('text') readonly state!: ReasonState;
  @Column('int') readonly version!: number;

  static make(name: string, category: ReasonCategory): BookingReason {
    const reason = new BookingReason();
    reason.change({ id: newId(), key: null, name, category, state: 'active', version: 1 });
    return reason;
  }

  /** @throws ReasonBuiltIn for another category of a built-in reason: reports group by it */
  amend({
    name = this.name,
    category = this.category,
    state = this.state,
  }: {
    name?: string | undefined;
    category?: ReasonCategory | undefined;
    state?: ReasonState | undefined;
  }): void {
    if (category !== this.category) this.#ensureOwn();
    this.change({ name, category, state });
  }

  /** The history records the deletion; the row is removed. @throws ReasonBuiltIn */
  delete(): void {
    this.#ensureOwn();
    this.raise(new BookingReasonDeleted({ reasonId: this.id, name: this.name }));
  }

  #ensureOwn(): void {
    if (this.key !== null) throw new ReasonBuiltIn();
  }
}
