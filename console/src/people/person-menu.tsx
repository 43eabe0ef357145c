import { getRouteApi } from '@tanstack/react-router';
import { people as m } from '../messages/people';
import { histories } from '../messages/people-histories';
import { Button } from '../ui/button';
import { Menu, type MenuEntry } from '../ui/layers/menu';
import type { Person } from './people-query';
import { HISTORIES, NO_SHEET, type PeopleSheet } from './people-search';
import { type ActName, ACTS } from './person-acts';
import { useRights } from './person-rights';

const route = getRouteApi('/people');

interface PersonMenuProps {
  person: Person;
  /** The id of what names the person in the row, for screen readers. */
  nameId: string;
  onAct: (act: ActName) => void;
}

/** "Review" for who waits, and everything else that the permissions and the person's state allow. */
export function PersonMenu({ person, nameId, onAct }: PersonMenuProps) {
  const navigate = route.useNavigate();
  const rights = useRights(person);
  const open = (sheet: PeopleSheet) => void navigate({ search: (filters) => ({ ...filters, ...NO_SHEET, ...sheet }) });
  const acts = (...names: ActName[]): MenuEntry[] =>
    names
      .filter((name) => rights[ACTS[name].right])
      .map((name) => ({
        id: name,
        label: m.acts[name].label,
        note: name === 'quickVerify' ? m.notRecommended : undefined,
        isDangerous: name === 'delete',
        onAction: () => onAct(name),
      }));
  const entries: MenuEntry[] = [
    ...acts('quickVerify'),
    ...(rights.edit ? [{ id: 'edit', label: m.edit, onAction: () => open({ edit: person.id }) }] : []),
    ...HISTORIES.filter((history) => (history === 'emails' ? rights.emails : rights.histories)).map((history) => ({
      id: history,
      label: histories.labels[history],
      onAction: () => open({ history, person: person.id }),
    })),
    ...acts('inviteAgain', 'giveAccess', 'restore', 'suspend', 'takeAccess', 'delete'),
  ];
  return (
    <div className="row">
      {rights.review && (
        <Button aria-describedby={nameId} onPress={() => open({ review: person.id })}>
          {m.review}
        </Button>
      )}
      {entries.length > 0 && (
        <Menu kind="plain" icon="more" aria-label={m.more} aria-describedby={nameId} entries={entries} />
      )}
    </div>
  );
}
