import { type ReactNode, useEffect, useRef } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly { id: Id; label: string; count?: number | undefined }[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** What the selected tab shows. */
  children: ReactNode;
}

/** Tabs whose selection lives in the URL: `onSelect` navigates. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  // On a phone the list scrolls: what is selected must be in sight.
  useEffect(() => {
    const show = () =>
      list.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // The first time, the tabs themselves are drawn a frame later.
    const frame = requestAnimationFrame(show);
    return () => cancelAnimationFrame(frame);
  }, [selected]);
  return (
    <AriaTabs
      className="tab-panel"
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(key as Id)}
      keyboardActivation="manual"
    >
      <TabList ref={list} className="tabs" aria-label={label}>
        {tabs.map(({ id, label: name, count }) => (
          <Tab key={id} id={id} className="tab">
            {name}
            {count !== undefined && count > 0 && <span className="count">{count}</span>}
          </Tab>
        ))}
      </TabList>
      <TabPanel key={selected} id={selected} className="tab-panel">
        {children}
      </TabPanel>
    </AriaTabs>
  );
}
