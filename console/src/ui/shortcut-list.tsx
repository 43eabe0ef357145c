import { common as m } from '../messages/en';
import { Button } from './button';
import { Dialog } from './layers/dialog';

interface ShortcutListProps {
  shortcuts: readonly { key: string; label: string }[];
  onClose: () => void;
}

/** What single keys do on this screen. */
export function ShortcutList({ shortcuts, onClose }: ShortcutListProps) {
  const all = [...shortcuts, { key: '?', label: m.showShortcuts }, { key: 'Esc', label: m.closeLayer }];
  return (
    <Dialog title={m.shortcuts} onClose={onClose} foot={<Button onPress={onClose}>{m.close}</Button>}>
      <dl className="facts">
        {all.map(({ key, label }) => (
          <div key={key} className="fact">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
