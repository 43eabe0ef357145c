import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { rolesQuery } from '../../api/choices';
import { api, dataOf } from '../../api/client';
import type { Schema } from '../../api/types';
import { useBranches } from '../../api/session';
import { useAction } from '../../api/use-action';
import { common } from '../../messages/en';
import { importing as m } from '../../messages/people-import';
import { Button } from '../../ui/button';
import { Field } from '../../ui/fields/field';
import { Notice, ProblemNotice } from '../../ui/notice';
import { Sheet } from '../../ui/layers/sheet';
import { toast } from '../../ui/layers/toast';
import { downloadTemplate, type ImportContent, selectLine, textOf } from './import-file';
import { ImportRows } from './import-rows';
import { PEOPLE_KEYS } from '../people-query';

type Result = Schema<'ImportResult'>;

const send = (content: ImportContent, dryRun: boolean): Promise<Result> =>
  dataOf(
    api.POST('/api/v1/users/import', {
      params: { query: { dryRun: dryRun ? 'true' : 'false' } },
      // The file goes as it is: the service finds out how it was written.
      body: content as string,
      bodySerializer: (body) => body as BodyInit,
      headers: { 'Content-Type': 'text/csv' },
    }),
  );

/** Imports people from a file: a check of every row first, corrections in the rows, then the import as a whole. */
export function ImportSheet({ onClose }: { onClose: () => void }) {
  const [content, setContent] = useState<ImportContent | null>(null);
  const [text, setText] = useState('');
  const [result, setResult] = useState<Result | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const check = useAction<ImportContent, Result>((rows) => send(rows, true), { onDone: setResult });
  const run = useAction<ImportContent, Result>((rows) => send(rows, false), {
    refreshes: PEOPLE_KEYS,
    onDone: ({ rows }) => {
      toast(m.done(rows.length));
      onClose();
    },
  });
  const choose = async (file: File | undefined) => {
    if (!file) return;
    run.reset();
    setResult(null);
    setContent(file);
    setText(await textOf(file));
    check.run(file);
  };
  const correct = (rows: string) => {
    setText(rows);
    setContent(rows);
    setResult(null);
  };
  const rows = result?.rows ?? [];
  const isReady = rows.length > 0 && rows.every(({ outcome }) => outcome !== 'refused');
  return (
    <Sheet
      title={m.title}
      isWide
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{common.cancel}</Button>
          {content !== null && (
            <Button
              kind="filled"
              isPending={check.isPending || run.isPending}
              onPress={() => (isReady ? run : check).run(content)}
            >
              {isReady ? m.import(rows.length) : m.check}
            </Button>
          )}
        </>
      }
    >
      <p>{m.help}</p>
      <Field label={m.file}>
        {(control) => (
          <input
            {...control}
            className="input file-input"
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            // The same file, corrected, can be chosen again.
            onClick={({ currentTarget }) => (currentTarget.value = '')}
            onChange={({ target }) => void choose(target.files?.[0])}
          />
        )}
      </Field>
      <Columns />
      <div role="status">{check.isPending && <p className="quiet">{m.checking}</p>}</div>
      <ProblemNotice error={run.error ?? check.error} />
      {result && <ImportRows rows={rows} onCorrect={(line) => area.current && selectLine(area.current, line)} />}
      {content !== null && (
        <>
          {!result && !check.isPending && !check.error && <Notice>{m.changed}</Notice>}
          <Field label={m.text} help={m.textHelp}>
            {(control) => (
              <textarea
                {...control}
                ref={area}
                className="input rows-input"
                rows={8}
                wrap="off"
                spellCheck={false}
                value={text}
                onChange={({ target }) => correct(target.value)}
              />
            )}
          </Field>
        </>
      )}
    </Sheet>
  );
}

/** How a file is made, with the codes and keys of this organisation. */
function Columns() {
  const id = useId();
  const branches = useBranches();
  const { data: roles = [] } = useQuery(rolesQuery);
  const given = roles.filter(({ grantable }) => grantable);
  return (
    <details className="card">
      <summary id={id}>{m.columns}</summary>
      <div className="stack">
        <p>{m.columnsText}</p>
        <dl className="facts">
          <div className="fact">
            <dt>{m.branchCodes}</dt>
            <dd>{branches.map(({ code, name }) => `${code} (${name})`).join(', ')}</dd>
          </div>
          <div className="fact">
            <dt>{m.roleKeys}</dt>
            <dd>{given.map(({ key }) => key).join(', ')}</dd>
          </div>
        </dl>
        <div>
          <Button onPress={() => downloadTemplate(branches[0]?.code ?? '')}>{m.template}</Button>
        </div>
      </div>
    </details>
  );
}
