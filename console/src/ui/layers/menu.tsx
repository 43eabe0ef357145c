import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button, type ButtonProps } from '../button';

export interface MenuEntry {
  id: string;
  label: string;
  /** Said beside it in small: "not recommended". */
  note?: string | undefined;
  isDangerous?: boolean;
  isDisabled?: boolean;
  onAction: () => void;
}

interface MenuProps extends Pick<ButtonProps, 'kind' | 'icon' | 'children' | 'aria-label' | 'aria-describedby'> {
  entries: readonly MenuEntry[];
}

/**
 * The menu gives the focus back to its button in the frame after it has closed. What opens a sheet or dialog begins
 * thereafter, so that the button has the focus again when that is closed.
 */
const onceClosed = (act: () => void) => requestAnimationFrame(() => requestAnimationFrame(act));

/** A button that opens a list of further things to do. */
export function Menu({ entries, ...button }: MenuProps) {
  return (
    <MenuTrigger>
      <Button {...button} />
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={button['aria-label']}>
          {entries.map(({ id, label, note, isDangerous, isDisabled, onAction }) => (
            <MenuItem
              key={id}
              id={id}
              className="menu-item"
              textValue={label}
              data-danger={isDangerous || undefined}
              isDisabled={isDisabled}
              onAction={() => onceClosed(onAction)}
            >
              {label}
              {note && <span className="quiet">{note}</span>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
