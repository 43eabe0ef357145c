import { useQuery } from '@tanstack/react-query';
import { errorAt } from '../api/api-problem';
import { rolesQuery, signUpOptionsQuery } from '../api/choices';
import { api, dataOf } from '../api/client';
import { organisationQuery } from '../api/organisation';
import type { Schema } from '../api/types';
import { useEdit } from '../api/use-edit';
import { common } from '../messages/en';
import { settings } from '../messages/settings';
import { Button } from '../ui/button';
import { ChangedMeanwhile } from '../ui/changed-meanwhile';
import { Check, Choices } from '../ui/fields/choices';
import { Form } from '../ui/fields/form';
import { Loaded } from '../ui/loaded';
import { ProblemNotice } from '../ui/notice';
import { LocaleField } from '../ui/fields/locale-field';
import { Select } from '../ui/fields/select';
import { TextField } from '../ui/fields/text-field';
import { TimeZoneField } from '../ui/fields/time-zone-field';
import { toast } from '../ui/layers/toast';
import { NumberField } from '../ui/fields/number-field';
import { SettingsPanel } from './settings-panel';

const m = settings.organisation;

type Organisation = Schema<'Organisation'>;
type Order = Organisation['availabilityOrder']['primary'];

const ORDERS = (Object.keys(m.orders) as Order[]).map((id) => ({ id, name: m.orders[id] }));
const SETS = (['fleet', 'flight_school'] as const).map((id) => ({ id, name: m.sets[id], help: m.setsHelp[id] }));
const FIELDS = [
  'name',
  'timeZone',
  'locale',
  'selfRegistration',
  'roleSets',
  'availabilityOrder',
  'noShowMinutes',
  'maxBookingDays',
];
const USUAL_NO_SHOW_MINUTES = 30;

const orderInWords = ({ primary, thenBy }: Organisation['availabilityOrder']): string =>
  [primary, thenBy].flatMap((order) => (order ? [m.orders[order]] : [])).join(', ');

export function OrganisationSection() {
  const organisation = useQuery(organisationQuery);
  return (
    <SettingsPanel title={settings.names.organisation} about={m.about}>
      <Loaded query={organisation}>{(data) => <OrganisationForm organisation={data} />}</Loaded>
    </SettingsPanel>
  );
}

function OrganisationForm({ organisation }: { organisation: Organisation }) {
  const edit = useEdit({
    thing: organisation,
    read: () => dataOf(api.GET('/api/v1/organisation')),
    write: (body, headers) => dataOf(api.PATCH('/api/v1/organisation', { body, headers })),
    refreshes: [organisationQuery.queryKey, ['session'], rolesQuery.queryKey, signUpOptionsQuery.queryKey],
    onDone: () => toast(settings.saved),
  });
  const { value, change, error } = edit;
  return (
    <Form className="card settings-form" onSubmit={edit.save}>
      <TextField
        label={m.name}
        help={m.nameHelp}
        value={value.name}
        onChange={(name) => change({ name })}
        error={errorAt(error, 'name')}
        maxLength={100}
      />
      <TimeZoneField
        label={m.timeZone}
        help={m.timeZoneHelp}
        value={value.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        error={errorAt(error, 'timeZone')}
      />
      <LocaleField
        label={m.locale}
        help={m.localeHelp}
        value={value.locale}
        onChange={(locale) => change({ locale })}
        error={errorAt(error, 'locale')}
      />
      <Check
        label={m.selfRegistration}
        help={m.selfRegistrationHelp}
        isChecked={value.selfRegistration}
        onChange={(selfRegistration) => change({ selfRegistration })}
      />
      <Choices
        label={m.roleSets}
        help={m.roleSetsHelp}
        options={SETS}
        value={value.roleSets}
        onChange={(sets) => change({ roleSets: SETS.map(({ id }) => id).filter((id) => sets.includes(id)) })}
        error={errorAt(error, 'roleSets')}
      />
      <OrderFields value={value.availabilityOrder} onChange={change} error={error} />
      <NoShowFields value={value.noShowMinutes} onChange={change} error={error} />
      <NumberField
        label={m.maxBookingDays}
        help={m.maxBookingDaysHelp}
        value={value.maxBookingDays}
        onChange={(days) => change({ maxBookingDays: days ?? 0 })}
        error={errorAt(error, 'maxBookingDays')}
      />
      <ChangedMeanwhile
        changes={edit.meanwhile}
        tell={{
          name: (name) => [m.name, name],
          timeZone: (zone) => [m.timeZone, zone],
          locale: (tag) => [m.locale, tag],
          selfRegistration: (isOn) => [m.selfRegistration, isOn ? m.on : m.off],
          roleSets: (sets) => [m.roleSets, sets.map((set) => m.sets[set]).join(', ')],
          availabilityOrder: (order) => [m.primary, orderInWords(order)],
          noShowMinutes: (minutes) => [m.noShow, m.noShowNow(minutes)],
          maxBookingDays: (days) => [m.maxBookingDays, String(days)],
        }}
      />
      <ProblemNotice error={error} fields={FIELDS} />
      <div className="row">
        <Button kind="filled" type="submit" isPending={edit.isPending}>
          {common.save}
        </Button>
        {edit.isChanged && (
          <Button kind="plain" onPress={edit.discard}>
            {settings.discard}
          </Button>
        )}
      </div>
    </Form>
  );
}

interface PartProps<Value> {
  value: Value;
  onChange: (change: Partial<Organisation>) => void;
  error: Error | null;
}

function OrderFields({ value, onChange, error }: PartProps<Organisation['availabilityOrder']>) {
  const orders = ORDERS.filter(({ id }) => id !== value.primary);
  const choose = (primary: Order, thenBy: Order | null) =>
    onChange({ availabilityOrder: { primary, thenBy: thenBy === primary ? null : thenBy } });
  return (
    <div className="row">
      <Select
        label={m.primary}
        options={ORDERS}
        value={value.primary}
        onChange={(id) => choose(id as Order, value.thenBy)}
        error={errorAt(error, 'availabilityOrder.primary')}
      />
      <Select
        label={m.thenBy}
        none={m.nothingMore}
        options={orders}
        value={value.thenBy ?? ''}
        onChange={(id) => choose(value.primary, (id || null) as Order | null)}
        error={errorAt(error, 'availabilityOrder.thenBy')}
      />
    </div>
  );
}

function NoShowFields({ value, onChange, error }: PartProps<number | null>) {
  return (
    <>
      <Check
        label={m.noShow}
        help={m.noShowHelp}
        isChecked={value !== null}
        onChange={(isOn) => onChange({ noShowMinutes: isOn ? USUAL_NO_SHOW_MINUTES : null })}
      />
      {value !== null && (
        <NumberField
          label={m.noShowMinutes}
          help={m.noShowMinutesHelp}
          value={value}
          onChange={(minutes) => onChange({ noShowMinutes: minutes ?? 0 })}
          error={errorAt(error, 'noShowMinutes')}
        />
      )}
    </>
  );
}
