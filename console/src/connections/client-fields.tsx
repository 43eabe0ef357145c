import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { errorAt } from '../api/api-problem';
import { groupsQuery, rolesQuery } from '../api/choices';
import { connections } from '../messages/connections';
import { Check, Choices } from '../ui/fields/choices';
import { Picker } from '../ui/fields/picker';
import type { Option } from '../ui/fields/select';
import { TextField } from '../ui/fields/text-field';
import { contactQuery, findContacts, type OidcClient } from './clients';

const m = connections.clients;

export type ClientDetails = Pick<
  OidcClient,
  | 'name'
  | 'type'
  | 'redirectUris'
  | 'postLogoutRedirectUris'
  | 'backchannelLogoutUri'
  | 'roleKeys'
  | 'groupIds'
  | 'firstParty'
  | 'pkceRequired'
  | 'serviceAccountId'
>;

export const CLIENT_FIELDS = [
  'name',
  'redirectUris',
  'postLogoutRedirectUris',
  'backchannelLogoutUri',
  'roleKeys',
  'groupIds',
  'serviceAccountId',
];

interface ClientFieldsProps {
  value: ClientDetails;
  onChange: (changes: Partial<ClientDetails>) => void;
  error: Error | null;
  /** What stands below the name. */
  children?: ReactNode;
}

export function ClientFields({ value, onChange, error, children }: ClientFieldsProps) {
  return (
    <>
      <TextField
        label={connections.name}
        help={m.nameHelp}
        value={value.name}
        onChange={(name) => onChange({ name })}
        error={errorAt(error, 'name')}
        maxLength={100}
      />
      {children}
      <Addresses value={value} onChange={onChange} error={error} />
      <Limits value={value} onChange={onChange} error={error} />
      <Check
        label={m.firstParty}
        help={m.firstPartyHelp}
        isChecked={value.firstParty}
        onChange={(firstParty) => onChange({ firstParty })}
      />
      {value.type === 'confidential' && (
        <Check
          label={m.pkce}
          help={m.pkceHelp}
          isChecked={value.pkceRequired}
          onChange={(pkceRequired) => onChange({ pkceRequired })}
        />
      )}
      {value.type === 'confidential' && <ServiceAccount value={value} onChange={onChange} error={error} />}
    </>
  );
}

/** Whom a program acts as that calls the API without a person: a contact, whose roles say what it may do. */
function ServiceAccount({ value, onChange, error }: ClientFieldsProps) {
  const [initial] = useState(value.serviceAccountId);
  const contact = useQuery({ ...contactQuery(initial), enabled: initial !== null });
  const [picked, setPicked] = useState<Option | null>();
  // A picker begins with what is in it.
  if (initial !== null && contact.isPending) return null;
  const pick = (found: Option | null) => {
    setPicked(found);
    onChange({ serviceAccountId: found?.id ?? null });
  };
  return (
    <Picker
      label={m.serviceAccount}
      help={m.serviceAccountHelp}
      isOptional
      search={findContacts}
      searchKey="contacts"
      value={picked === undefined ? (contact.data ?? null) : picked}
      onChange={pick}
      error={errorAt(error, 'serviceAccountId')}
    />
  );
}

function Addresses({ value, onChange, error }: ClientFieldsProps) {
  return (
    <>
      <TextField
        label={m.redirectUris}
        help={m.redirectUrisHelp}
        isLong
        value={value.redirectUris.join('\n')}
        onChange={(text) => onChange({ redirectUris: text.split('\n') })}
        error={errorAt(error, 'redirectUris')}
      />
      <TextField
        label={m.postLogoutRedirectUris}
        help={m.postLogoutRedirectUrisHelp}
        isOptional
        isLong
        value={value.postLogoutRedirectUris.join('\n')}
        onChange={(text) => onChange({ postLogoutRedirectUris: text.split('\n') })}
        error={errorAt(error, 'postLogoutRedirectUris')}
      />
      <TextField
        label={m.backchannelLogoutUri}
        help={m.backchannelLogoutUriHelp}
        isOptional
        inputMode="url"
        spellCheck={false}
        value={value.backchannelLogoutUri ?? ''}
        onChange={(uri) => onChange({ backchannelLogoutUri: uri || null })}
        error={errorAt(error, 'backchannelLogoutUri')}
      />
    </>
  );
}

/** A members' area: who may sign in there. */
function Limits({ value, onChange, error }: ClientFieldsProps) {
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const offered = roles.filter(({ active, key }) => active || value.roleKeys.includes(key));
  return (
    <>
      <div>
        <h3>{m.limits}</h3>
        <p className="quiet">{m.limitsText}</p>
      </div>
      <Choices
        label={m.roles}
        isOptional
        options={offered.map(({ key, name }) => ({ id: key, name }))}
        value={value.roleKeys}
        onChange={(roleKeys) => onChange({ roleKeys })}
        error={errorAt(error, 'roleKeys')}
      />
      {groups.length > 0 && (
        <Choices
          label={m.groups}
          isOptional
          options={groups}
          value={value.groupIds}
          onChange={(groupIds) => onChange({ groupIds })}
          error={errorAt(error, 'groupIds')}
        />
      )}
    </>
  );
}
