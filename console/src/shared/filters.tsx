import { filters as m } from '../messages/filters';
import { type Option, Select } from '../ui/fields/select';

interface Filter {
  /** What is shown; without a value, all is. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

interface FilterProps extends Filter {
  label: string;
  /** The choice that limits nothing: "All branches". */
  all: string;
  options: readonly Option[];
}

/** A filter above a list, as the address keeps it. */
export function FilterSelect({ value, onChange, all, ...select }: FilterProps) {
  return <Select {...select} none={all} value={value ?? ''} onChange={(id) => onChange(id || undefined)} />;
}

type ListFilterProps = Filter & { options: readonly Option[] };

/** Nothing where there is one branch only, and nothing to choose. */
export function BranchFilter(props: ListFilterProps) {
  if (props.options.length < 2 && !props.value) return null;
  return <FilterSelect label={m.branch} all={m.allBranches} {...props} />;
}

export const GroupFilter = (props: ListFilterProps) => <FilterSelect label={m.group} all={m.allGroups} {...props} />;

export const RoleFilter = (props: ListFilterProps) => <FilterSelect label={m.role} all={m.allRoles} {...props} />;

/** @param kinds as they were written for the vehicles; the chosen one is offered also where no vehicle has it any more */
export function KindFilter({ kinds, ...filter }: Filter & { kinds: readonly string[] }) {
  const offered = new Set([...kinds, ...(filter.value ? [filter.value] : [])]);
  const options = [...offered].map((kind) => ({ id: kind, name: kind[0]!.toUpperCase() + kind.slice(1) }));
  return <FilterSelect label={m.kind} all={m.allKinds} options={options} {...filter} />;
}
