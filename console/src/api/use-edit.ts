import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from './api-problem';
import { ifMatch } from './client';
import { useAction } from './use-action';

interface Versioned {
  id: string;
  version: number;
}

interface EditOptions<Thing extends Versioned> {
  /** The thing as it was when the form opened. */
  thing: Thing;
  /** Reads it again after someone else has changed it. */
  read: () => Promise<Thing>;
  write: (changes: Partial<Thing>, headers: { 'If-Match': string }) => Promise<Thing>;
  refreshes: QueryKey[];
  onDone?: () => void;
}

type Outcome<Thing> = { saved: Thing } | { fresh: Thing; others: Partial<Thing> };

/**
 * A form for a thing that others may change at the same time. Only what was changed here is sent. Where somebody else was
 * faster (412), the form goes on from their version: `meanwhile` says what they changed, and saving again applies the
 * changes made here on top.
 */
export function useEdit<Thing extends Versioned>({ thing, read, write, refreshes, onDone }: EditOptions<Thing>) {
  const [base, setBase] = useState(thing);
  const [changes, setChanges] = useState<Partial<Thing>>({});
  const [meanwhile, setMeanwhile] = useState<Partial<Thing> | null>(null);
  const { run, isPending, error } = useAction<Partial<Thing>, Outcome<Thing>>(
    async (input) => {
      try {
        return { saved: await write(input, ifMatch(base)) };
      } catch (problem) {
        if (!isStale(problem)) throw problem;
        const fresh = await read();
        const others = differences(base, fresh);
        // Changed in something that this form does not show: nothing to decide about.
        if (Object.keys(others).length === 0) return { saved: await write(input, ifMatch(fresh)) };
        return { fresh, others };
      }
    },
    {
      refreshes,
      // Only now, when it can be saved again: a person who reads it may press the button at once.
      onDone: (outcome) => {
        setMeanwhile('fresh' in outcome ? outcome.others : null);
        setBase('fresh' in outcome ? outcome.fresh : outcome.saved);
        if ('fresh' in outcome) return;
        setChanges({});
        onDone?.();
      },
    },
  );
  const value = { ...base, ...changes };
  const changed = differences(base, value);
  const isChanged = Object.keys(changed).length > 0;
  return {
    value,
    change: (change: Partial<Thing>) => setChanges((before) => ({ ...before, ...change })),
    discard: () => setChanges({}),
    isChanged,
    /** Where nothing was changed there is nothing to send. */
    save: () => (isChanged ? run(changed) : onDone?.()),
    isPending,
    error,
    /** What somebody else changed meanwhile; null while nobody did. */
    meanwhile,
  };
}

const isStale = (problem: unknown): boolean => problem instanceof ApiProblem && problem.status === 412;

function differences<Thing extends Versioned>(before: Thing, after: Thing): Partial<Thing> {
  const keys = Object.keys(after) as (keyof Thing)[];
  const changed = keys.filter((key) => key !== 'version' && JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, after[key]])) as Partial<Thing>;
}
