import './reports.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { organisationQuery } from '../api/organisation';
import { useBranches } from '../api/session';
import { useAction } from '../api/use-action';
import { reports as m } from '../messages/reports';
import { addDays, addMonths, instantOf, monthName, monthOf, showDate, today, viewerZone, zoneName } from '../time';
import { BranchFilter } from '../shared/filters';
import { Button } from '../ui/button';
import { Loaded } from '../ui/loaded';
import { ProblemNotice } from '../ui/notice';
import { Page } from '../ui/page';
import { Tabs } from '../ui/tabs';
import { DateField } from '../ui/when';
import { BookingsReport, ReasonsReport, UtilisationReport, VehiclesReport } from './report-tables';
import { csvOf, type Span } from './reports-query';
import { type ReportTab, TABS } from './reports-search';

const route = getRouteApi('/reports');

const REPORTS = {
  utilisation: UtilisationReport,
  reasons: ReasonsReport,
  vehicles: VehiclesReport,
  bookings: BookingsReport,
} as const;

/** The days that are reported, and the zone in which they begin and end: that of the branch, chosen or the only one, else the organisation's. */
function usePeriod() {
  const search = route.useSearch();
  const organisation = useQuery(organisationQuery);
  const branches = useBranches();
  const branch = branches.length === 1 ? branches[0] : branches.find(({ id }) => id === search.branchId);
  const zone = branch?.timeZone ?? organisation.data?.timeZone;
  const month = monthOf(today(zone ?? viewerZone()));
  const { from = month.from, to = month.to } = search;
  return { organisation, branches, zone, from, to };
}

export function ReportsScreen() {
  const { tab = 'utilisation' } = route.useSearch();
  const navigate = route.useNavigate();
  const { organisation, zone, from, to } = usePeriod();
  const whole = monthOf(from);
  const period = whole.from === from && whole.to === to ? monthName(from) : `${showDate(from)} – ${showDate(to)}`;
  return (
    <Page
      title={m.title}
      lead={zone && m.lead(period, zoneName(zone))}
      actions={<Button onPress={() => window.print()}>{m.print}</Button>}
    >
      <PeriodPicker />
      <Tabs
        label={m.title}
        tabs={TABS.map((id) => ({ id, label: m.tabs[id] }))}
        selected={tab}
        onSelect={(id) => void navigate({ search: (before) => ({ ...before, tab: id }) })}
      >
        <Loaded query={organisation}>{() => <Report key={tab} tab={tab} />}</Loaded>
      </Tabs>
    </Page>
  );
}

function Report({ tab }: { tab: ReportTab }) {
  const { branchId } = route.useSearch();
  const { zone = viewerZone(), branches, from, to } = usePeriod();
  const span: Span = {
    from: instantOf(from, '00:00', zone),
    to: instantOf(addDays(to, 1), '00:00', zone),
    branchId,
  };
  const Table = REPORTS[tab];
  const zoneOfBranch = useMemo(() => new Map(branches.map(({ id, timeZone }) => [id, timeZone])), [branches]);
  return (
    <>
      <div className="report-head">
        <p className="quiet">{m.about[tab]}</p>
        <DownloadCsv tab={tab} span={span} />
      </div>
      <Table span={span} zone={zone} zoneOfBranch={zoneOfBranch} />
    </>
  );
}

function DownloadCsv({ tab, span }: { tab: ReportTab; span: Span }) {
  const download = useAction(async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await csvOf(tab, span));
    link.download = `${tab}-${span.from.slice(0, 10)}.csv`;
    link.click();
    // After the browser has taken it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }, {});
  return (
    <>
      <Button isPending={download.isPending} onPress={() => download.run()}>
        {m.csv}
      </Button>
      <ProblemNotice error={download.error} />
    </>
  );
}

function PeriodPicker() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { branches, from, to } = usePeriod();
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <search className="report-period">
      <div className="field" role="group" aria-label={m.month}>
        <span className="field-label">{m.month}</span>
        <div className="report-months">
          <Button icon="previous" aria-label={m.previousMonth} onPress={() => change(monthOf(addMonths(from, -1)))} />
          <span aria-live="polite">{monthName(from)}</span>
          <Button icon="next" aria-label={m.nextMonth} onPress={() => change(monthOf(addMonths(from, 1)))} />
        </div>
      </div>
      <DateField label={m.from} value={from} onChange={(date) => change({ from: date || undefined, to })} />
      <DateField label={m.to} value={to} onChange={(date) => change({ from, to: date || undefined })} />
      <BranchFilter options={branches} value={search.branchId} onChange={(branchId) => change({ branchId })} />
    </search>
  );
}
