import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { InvalidInput } from '../../platform/domain/domain-error.js';
import { isOptional, type MailKind, type OptionalKind, optionalKinds, requiredKinds } from './kinds.js';

export type Choices = Partial<Record<MailKind, boolean>>;

/** Which optional mails a person has switched off (NO-7). Its id is the person's id. */
@Entity({ schema: 'notifications', name: 'preferences' })
export class Preferences extends Aggregate<Preferences> {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text', { array: true }) readonly unwanted!: OptionalKind[];

  static of(userId: string): Preferences {
    const preferences = new Preferences();
    preferences.change({ id: userId, unwanted: [] });
    return preferences;
  }

  /** @throws InvalidInput naming each kind that cannot be switched off */
  choose(choices: Choices): void {
    const refused = Object.entries(choices).filter(([kind, wanted]) => !isOptional(kind) && !wanted);
    if (refused.length > 0) {
      throw new InvalidInput(
        refused.map(([field]) => ({
          field,
          code: 'cannot_be_switched_off',
          message: 'these emails cannot be switched off',
        })),
      );
    }
    const off = new Set(this.unwanted);
    for (const [kind, wanted] of Object.entries(choices)) {
      if (!isOptional(kind)) continue;
      if (wanted) off.delete(kind);
      else off.add(kind);
    }
    this.change({ unwanted: [...off].sort() });
  }

  /** Every kind of email, and whether the person wants it. */
  get wanted(): Record<MailKind, boolean> {
    const kinds = [...Object.keys(optionalKinds), ...Object.keys(requiredKinds)] as MailKind[];
    const all = kinds.map((kind) => [kind, !(this.unwanted as string[]).includes(kind)]);
    return Object.fromEntries(all) as Record<MailKind, boolean>;
  }
}
