import './settings.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { may, useSession } from '../api/session';
import { settings as m } from '../messages/settings';
import { shell } from '../messages/shell';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { PANELS } from './panels';
import { SECTION_IDS, SECTIONS, type SectionId } from './sections';

const route = getRouteApi('/settings');

/** The list of the sections that the person's permissions open, and one of them. */
export function SettingsScreen() {
  const session = useSession();
  const { section } = route.useSearch();
  const sections = SECTION_IDS.filter((id) => may(session, SECTIONS[id]));
  const shown = section ?? sections[0]!;
  const Panel = PANELS[shown];
  const content = useFocusOnChange(section);
  return (
    <Page title={m.title}>
      <div className="settings" data-chosen={section !== undefined || undefined}>
        <SectionList sections={sections} shown={shown} />
        <div className="settings-content" ref={content}>
          <Link to="/settings" className="settings-back">
            <Icon name="previous" />
            {m.all}
          </Link>
          {sections.includes(shown) ? <Panel key={shown} /> : <Notice>{shell.noAccessText}</Notice>}
        </div>
      </div>
    </Page>
  );
}

function SectionList({ sections, shown }: { sections: readonly SectionId[]; shown: SectionId }) {
  return (
    <nav className="settings-list" aria-label={m.sections}>
      {sections.map((id) => (
        <Link
          key={id}
          to="/settings"
          search={{ section: id }}
          className="settings-entry"
          activeOptions={{ includeSearch: true }}
          aria-current={id === shown ? 'page' : undefined}
        >
          {m.names[id]}
          <Icon name="next" />
        </Link>
      ))}
    </nav>
  );
}

/** The focus follows into the section that was chosen: on a phone the list that had it goes away. */
function useFocusOnChange(section: SectionId | undefined) {
  const content = useRef<HTMLDivElement>(null);
  const before = useRef(section);
  useEffect(() => {
    if (before.current === section) return;
    before.current = section;
    const heading = section ? content.current?.querySelector<HTMLElement>('h2') : document.querySelector('h1');
    heading?.focus();
  }, [section]);
  return content;
}
