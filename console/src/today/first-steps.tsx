import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session';
import type { Schema } from '../api/types';
import { common } from '../messages/en';
import { today } from '../messages/today';
import { Item } from '../ui/section';
import { StateBadge } from '../ui/state-badge';

const m = today.steps;

type Missing = Schema<'Tasks'>['firstSteps'][number];
type Step = Missing | 'organisation';

/** Where each is done. */
const PLACES = {
  organisation: { to: '/settings', search: { section: 'organisation' } },
  branch: { to: '/settings', search: { section: 'branches', open: 'new' } },
  vehicle: { to: '/vehicles', search: { open: 'new' } },
  people: { to: '/people', search: { panel: 'add' } },
} as const;
const STEPS = Object.keys(PLACES) as Step[];

/** Leads through what an organisation needs before anybody can book. */
export function FirstSteps({ missing }: { missing: readonly Missing[] }) {
  const { organisationName } = useSession();
  // Until it is named, it has the product's name: emails would invite people "to Motorpool at Motorpool".
  const isOpen = (step: Step) =>
    step === 'organisation' ? organisationName === common.product : missing.includes(step);
  const next = STEPS.find(isOpen);
  return (
    <section className="card" aria-labelledby="steps">
      <h2 id="steps">{m.title}</h2>
      <p className="quiet">{m.text}</p>
      <ol className="items">
        {STEPS.map((step) => (
          <Item
            key={step}
            title={m[step]}
            facts={m.texts[step]}
            actions={
              isOpen(step) ? (
                <Link
                  {...PLACES[step]}
                  className="button"
                  data-kind={step === next ? 'filled' : undefined}
                  aria-label={`${m.go}: ${m[step]}`}
                >
                  {m.go}
                </Link>
              ) : (
                <StateBadge tone="done">{m.done}</StateBadge>
              )
            }
          />
        ))}
      </ol>
    </section>
  );
}
