import { useState, useSyncExternalStore } from 'react';
import { errorAt } from '../api/api-problem';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useAction } from '../api/use-action';
import { changeDisplay, display, type Display } from '../display';
import { account } from '../messages/account';
import { Check } from '../ui/fields/choices';
import { LocaleField } from '../ui/fields/locale-field';
import { ProblemNotice } from '../ui/notice';
import { Select } from '../ui/fields/select';

const m = account.display;

const optionsOf = <Id extends string>(names: Record<Id, string>) =>
  (Object.keys(names) as Id[]).map((id) => ({ id, name: names[id] }));

export function DisplayChoices() {
  const { theme, clock, language, shortcuts } = useSyncExternalStore(display.subscribe, display.get);
  return (
    <div className="form">
      <Select
        label={m.theme}
        options={optionsOf(m.themes)}
        value={theme}
        onChange={(chosen) => changeDisplay({ theme: chosen as Display['theme'] })}
      />
      <Select
        label={m.clock}
        options={optionsOf(m.clocks)}
        value={clock}
        onChange={(chosen) => changeDisplay({ clock: chosen as Display['clock'] })}
      />
      <Select
        label={m.language}
        options={optionsOf(m.languages)}
        value={language}
        onChange={(chosen) => changeDisplay({ language: chosen as Display['language'] })}
      />
      <OwnLocale />
      <Check
        label={m.shortcuts}
        help={m.shortcutsHelp}
        isChecked={shortcuts}
        onChange={(isChecked) => changeDisplay({ shortcuts: isChecked })}
      />
    </div>
  );
}

/** Kept with the account, for emails to the person are written in it, too. */
function OwnLocale() {
  const { user } = useSession();
  // Typing in the list, or an arrow key, chooses several on the way: the last one counts, whichever version it follows.
  const [chosen, setChosen] = useState<string | null>(null);
  const save = useAction((locale: string) => api.PATCH('/api/v1/me', { body: { locale: locale || null } }), {
    refreshes: [['session']],
    queue: 'own locale',
  });
  return (
    <>
      <LocaleField
        label={m.locale}
        help={m.localeHelp}
        none={m.asOrganisation}
        value={save.error ? (user.locale ?? '') : (chosen ?? user.locale ?? '')}
        onChange={(tag) => {
          setChosen(tag);
          save.run(tag);
        }}
        error={errorAt(save.error, 'locale')}
      />
      <ProblemNotice error={save.error} fields={['locale']} />
    </>
  );
}
