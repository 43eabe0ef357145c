import { Link } from '@tanstack/react-router';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useSession } from '../api/session';
import { shell as m } from '../messages/shell';
import { Icon, type IconName } from '../ui/icon';
import { useScreens } from './screens';
import { signOut } from './sign-out';

const ON_PHONE = 4;
/** Screens whose address is the beginning of another one's. */
const EXACT = ['/', '/settings'];

interface EntryProps {
  to: string;
  icon: IconName;
  label: string;
}

function Entry({ to, icon, label }: EntryProps) {
  return (
    <Link to={to} className="nav-entry" activeOptions={{ exact: EXACT.includes(to), includeSearch: false }}>
      <Icon name={icon} />
      <span>{label}</span>
    </Link>
  );
}

/** The navigation of a wide screen. */
export function Sidebar() {
  const { user, organisationName } = useSession();
  const screens = useScreens();
  return (
    <header className="sidebar">
      <p className="brand">{organisationName}</p>
      <nav aria-label={m.navigation}>
        {screens.map(({ to, icon, label }) => (
          <Entry key={to} to={to} icon={icon} label={label} />
        ))}
      </nav>
      <div className="sidebar-foot">
        <span className="small quiet">{user.name}</span>
        <SignOut />
      </div>
    </header>
  );
}

/** The navigation of a phone: the first few, and a panel with the others. */
export function BottomBar() {
  const screens = useScreens();
  return (
    <nav className="bottom-bar" aria-label={m.navigation}>
      {screens.slice(0, ON_PHONE).map(({ to, icon, label }) => (
        <Entry key={to} to={to} icon={icon} label={label} />
      ))}
      <More>
        {screens.slice(ON_PHONE).map(({ to, icon, label }) => (
          <Entry key={to} to={to} icon={icon} label={label} />
        ))}
      </More>
    </nav>
  );
}

/** Opens above the bar. It closes when a screen was chosen, when the focus leaves it, and on Escape. */
function More({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  };
  const closeOnEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape') return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="more" onBlur={leave} onKeyDown={closeOnEscape}>
      <button
        ref={button}
        type="button"
        className="nav-entry"
        aria-expanded={isOpen}
        aria-controls={isOpen ? 'more' : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
        <span>{m.more}</span>
      </button>
      {isOpen && (
        <div className="more-panel" id="more" onClick={() => setOpen(false)}>
          {children}
          <SignOut />
        </div>
      )}
    </div>
  );
}

function SignOut() {
  return (
    <button type="button" className="nav-entry" onClick={() => void signOut()}>
      <Icon name="close" />
      <span>{m.signOut}</span>
    </button>
  );
}
