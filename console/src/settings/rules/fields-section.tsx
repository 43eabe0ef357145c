import { useQuery } from '@tanstack/react-query';
import { errorAt } from '../../api/api-problem';
import { api, dataOf } from '../../api/client';
import { organisationQuery } from '../../api/organisation';
import type { Schema } from '../../api/types';
import { useEdit } from '../../api/use-edit';
import { common } from '../../messages/en';
import { rules } from '../../messages/rules';
import { settings } from '../../messages/settings';
import { Button } from '../../ui/button';
import { ChangedMeanwhile } from '../../ui/changed-meanwhile';
import { Check } from '../../ui/fields/choices';
import { Form } from '../../ui/fields/form';
import { Loaded } from '../../ui/loaded';
import { ProblemNotice } from '../../ui/notice';
import { TextField } from '../../ui/fields/text-field';
import { toast } from '../../ui/layers/toast';
import { SettingsPanel } from '../settings-panel';

const m = rules.fields;
const MOST = 4;

type Organisation = Schema<'Organisation'>;
type Field = Organisation['customFields'][number];
type Fields = Pick<Organisation, 'id' | 'version' | 'customFields'>;

const fieldsOf = ({ id, version, customFields }: Organisation): Fields => ({ id, version, customFields });

export function FieldsSection() {
  const organisation = useQuery(organisationQuery);
  return (
    <SettingsPanel title={settings.names.fields} about={m.about}>
      <Loaded query={organisation}>{(data) => <FieldsForm organisation={data} />}</Loaded>
    </SettingsPanel>
  );
}

/** The key of a new field stays out of sight: integrations read values by it, so it never changes with the label. */
function newKey(fields: readonly Field[]): string {
  const taken = new Set(fields.map(({ key }) => key));
  return ['field_1', 'field_2', 'field_3', 'field_4', 'field_5'].find((key) => !taken.has(key))!;
}

function FieldsForm({ organisation }: { organisation: Organisation }) {
  const edit = useEdit<Fields>({
    thing: fieldsOf(organisation),
    read: async () => fieldsOf(await dataOf(api.GET('/api/v1/organisation'))),
    write: async ({ customFields }, headers) =>
      fieldsOf(await dataOf(api.PATCH('/api/v1/organisation', { body: { customFields }, headers }))),
    refreshes: [organisationQuery.queryKey],
    onDone: () => toast(m.saved),
  });
  const fields = edit.value.customFields;
  const set = (customFields: Field[]) => edit.change({ customFields });
  const change = (index: number, field: Partial<Field>) =>
    set(fields.map((each, at) => (at === index ? { ...each, ...field } : each)));
  return (
    <Form className="card settings-form" onSubmit={edit.save}>
      {fields.length === 0 && <p className="quiet">{m.none}</p>}
      {fields.map(({ key, label, required }, index) => (
        <div className="rule-part" key={key}>
          <TextField
            label={m.label(index + 1)}
            value={label}
            onChange={(typed) => change(index, { label: typed })}
            error={errorAt(edit.error, `customFields.${index}.label`)}
            maxLength={60}
          />
          <Check
            label={m.requiredOf(index + 1)}
            isChecked={required}
            onChange={(isRequired) => change(index, { required: isRequired })}
          />
          <Button
            kind="plain"
            aria-label={m.remove(index + 1)}
            onPress={() => set(fields.filter((_, at) => at !== index))}
          >
            {m.removeShort}
          </Button>
        </div>
      ))}
      {fields.length < MOST ? (
        <div>
          <Button onPress={() => set([...fields, { key: newKey(fields), label: '', required: false }])}>{m.add}</Button>
        </div>
      ) : (
        <p className="quiet">{m.most}</p>
      )}
      <p className="quiet small">{m.removeNote}</p>
      <ChangedMeanwhile
        changes={edit.meanwhile}
        tell={{
          customFields: (now) => [m.title, now.map(({ label, required }) => m.now(label, required)).join(', ')],
        }}
      />
      <ProblemNotice error={edit.error} fields={['customFields']} />
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
