import { z } from 'zod';
import { type MailKind, optionalKinds, requiredKinds } from '../domain/kinds.js';

const all = Object.entries({ ...optionalKinds, ...requiredKinds });

export const PreferencesAnswer = z
  .object(
    Object.fromEntries(all.map(([kind, says]) => [kind, z.boolean().describe(says)])) as Record<MailKind, z.ZodBoolean>,
  )
  .meta({ id: 'NotificationPreferences' });

export const PreferencesPatch = z
  .strictObject(
    Object.fromEntries(all.map(([kind, says]) => [kind, z.boolean().describe(says).optional()])) as Record<
      MailKind,
      z.ZodOptional<z.ZodBoolean>
    >,
  )
  .meta({ id: 'NotificationPreferencesPatch' });
export type PreferencesPatch = z.output<typeof PreferencesPatch>;
