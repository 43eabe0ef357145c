import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { errorAt } from '../api/api-problem';
import { api, dataOf } from '../api/client';
import { type Branch, may, useSession } from '../api/session';
import type { Schema } from '../api/types';
import { useEdit } from '../api/use-edit';
import { common } from '../messages/en';
import { settings } from '../messages/settings';
import { Button } from '../ui/button';
import { ChangedMeanwhile } from '../ui/changed-meanwhile';
import { Form } from '../ui/fields/form';
import { Loaded } from '../ui/loaded';
import { Notice, ProblemNotice } from '../ui/notice';
import { Select } from '../ui/fields/select';
import { TextField } from '../ui/fields/text-field';
import { toast } from '../ui/layers/toast';
import { useSettled } from '../ui/use-settled';
import { SECTIONS } from './sections';
import { SettingsPanel } from './settings-panel';

const m = settings.welcome;
const route = getRouteApi('/settings');

export function WelcomeSection() {
  const session = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mine = session.branches.filter(({ id }) => may(session, SECTIONS.welcome, id));
  const branch = mine.find(({ id }) => id === search.branchId) ?? mine[0];
  const choose = (branchId: string) => void navigate({ search: (before) => ({ ...before, branchId }), replace: true });
  return (
    <SettingsPanel title={settings.names.welcome} about={m.about}>
      {mine.length > 1 && branch && (
        <div className="settings-filter">
          <Select label={m.branch} options={mine} value={branch.id} onChange={choose} />
        </div>
      )}
      {branch ? <BranchWelcome key={branch.id} branch={branch} /> : <Notice>{settings.belongings.noBranch}</Notice>}
    </SettingsPanel>
  );
}

const welcomeQuery = (id: string) => ({
  queryKey: ['welcome-message', id],
  queryFn: () => dataOf(api.GET('/api/v1/branches/{id}/welcome-message', { params: { path: { id } } })),
});

function BranchWelcome({ branch }: { branch: Branch }) {
  const message = useQuery(welcomeQuery(branch.id));
  return <Loaded query={message}>{(data) => <WelcomeForm branch={branch} message={data} />}</Loaded>;
}

interface WelcomeFormProps {
  branch: Branch;
  message: Schema<'WelcomeMessage'>;
}

function WelcomeForm({ branch, message }: WelcomeFormProps) {
  const path = { params: { path: { id: branch.id } } };
  const edit = useEdit({
    thing: message,
    read: welcomeQuery(branch.id).queryFn,
    write: ({ markdown = '' }, headers) =>
      dataOf(api.PUT('/api/v1/branches/{id}/welcome-message', { ...path, body: { markdown }, headers })),
    refreshes: [welcomeQuery(branch.id).queryKey],
    onDone: () => toast(m.saved(branch.name)),
  });
  const { markdown } = edit.value;
  return (
    <Form className="card stack" onSubmit={edit.save}>
      <div className="settings-pair">
        <TextField
          label={m.message}
          help={m.messageHelp}
          isLong
          rows={12}
          value={markdown}
          onChange={(text) => edit.change({ markdown: text })}
          error={errorAt(edit.error, 'markdown')}
        />
        <Preview branchId={branch.id} markdown={markdown} saved={message} />
      </div>
      <ChangedMeanwhile changes={edit.meanwhile} tell={{ markdown: (text) => [m.message, text] }} />
      <ProblemNotice error={edit.error} fields={['markdown']} />
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

interface PreviewProps {
  branchId: string;
  markdown: string;
  saved: Schema<'WelcomeMessage'>;
}

/** The message as the service makes it of the text, a moment after the last key. */
function Preview({ branchId, markdown, saved }: PreviewProps) {
  const settled = useSettled(markdown);
  const isSaved = settled === saved.markdown;
  const { data, error } = useQuery({
    queryKey: ['welcome-preview', branchId, settled],
    queryFn: () =>
      dataOf(
        api.POST('/api/v1/branches/{id}/welcome-message/preview', {
          params: { path: { id: branchId } },
          body: { markdown: settled },
        }),
      ),
    enabled: !isSaved,
    placeholderData: keepPreviousData,
  });
  const html = isSaved ? saved.html : data?.html;
  return (
    <section className="settings-preview" aria-label={m.preview}>
      <h3>{m.preview}</h3>
      <ProblemNotice error={isSaved ? null : error} fields={['markdown']} />
      {/* The service makes this HTML of Markdown, and lets no HTML of the author through. */}
      {html ? (
        <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
      ) : (
        <p className="quiet">{m.previewEmpty}</p>
      )}
    </section>
  );
}
