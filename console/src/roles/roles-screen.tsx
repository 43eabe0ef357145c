import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { roles as m } from '../messages/roles';
import { RoleFilter } from '../shared/filters';
import { Button } from '../ui/button';
import { Check } from '../ui/fields/choices';
import { Page } from '../ui/page';
import { SearchField } from '../ui/fields/text-field';
import { useTyped } from '../ui/fields/use-typed';
import { type Edits, listOf } from './edits';
import { MatrixState } from './matrix-state';
import { MatrixTable } from './matrix-table';
import { matrixQuery, type MatrixRole } from './matrix-query';
import { ResetDialog } from './reset-dialog';
import { ReviewSheet } from './review-sheet';
import { DeleteRoleDialog } from './delete-role-dialog';
import { RoleSheet } from './role-sheet';
import type { RolesSearch } from './roles-search';
import { shownAreas, shownRoles } from './shown';
import './roles.css';

const route = getRouteApi('/roles');

type Open = { what: 'review' | 'new' | 'reset-all' } | { what: 'edit' | 'reset' | 'delete'; role: MatrixRole } | null;

export function RolesScreen() {
  const search = route.useSearch();
  const matrix = useQuery(matrixQuery);
  const [edits, setEdits] = useState<Edits>(new Map());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const unsaved = matrix.data ? listOf(edits, matrix.data) : [];
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: unsaved.length > 0 });
  const isClean = unsaved.length === 0;
  const actions = (
    <>
      <Button isDisabled={!isClean} onPress={() => setOpen({ what: 'reset-all' })}>
        {m.resetAll}
      </Button>
      <Button isDisabled={!isClean} onPress={() => setOpen({ what: 'new' })}>
        {m.newRole}
      </Button>
    </>
  );
  return (
    <Page title={m.title} lead={m.lead} actions={actions}>
      <RolesFilters roles={matrix.data?.roles ?? []} />
      <MatrixState
        query={matrix}
        isEmpty={matrix.data !== undefined && shownAreas(matrix.data, search, edits).length === 0}
      >
        {matrix.data && (
          <MatrixTable
            roles={shownRoles(matrix.data, search)}
            areas={shownAreas(matrix.data, search, edits)}
            edits={edits}
            onEdits={setEdits}
            onRole={(what, role) => setOpen({ what, role })}
            isClean={isClean}
          />
        )}
      </MatrixState>
      {!isClean && (
        <div className="unsaved" role="region" aria-label={m.unsaved(unsaved.length)}>
          <strong>{m.unsaved(unsaved.length)}</strong>
          <Button onPress={() => setEdits(new Map())}>{m.discard}</Button>
          <Button kind="filled" onPress={() => setOpen({ what: 'review' })}>
            {m.review}
          </Button>
        </div>
      )}
      {open?.what === 'review' && matrix.data && (
        <ReviewSheet edits={unsaved} onEdits={setEdits} all={edits} onClose={close} />
      )}
      {open?.what === 'new' && <RoleSheet onClose={close} />}
      {open?.what === 'edit' && <RoleSheet role={open.role} onClose={close} />}
      {open?.what === 'delete' && <DeleteRoleDialog role={open.role} onClose={close} />}
      {open?.what === 'reset' && matrix.data && <ResetDialog matrix={matrix.data} role={open.role} onClose={close} />}
      {open?.what === 'reset-all' && matrix.data && <ResetDialog matrix={matrix.data} onClose={close} />}
    </Page>
  );
}

/** Search and filters. They live in the URL, so that a reload, a link and going back keep them. */
function RolesFilters({ roles }: { roles: readonly MatrixRole[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (filters: Partial<RolesSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...filters }), replace: true });
  const [typed, setTyped] = useTyped(search.q ?? '', (q) => change({ q: q.trim() || undefined }));
  return (
    <search className="filters">
      <SearchField label={m.search} value={typed} onChange={setTyped} />
      <RoleFilter options={roles} value={search.roleId} onChange={(roleId) => change({ roleId })} />
      <div className="filter-check">
        <Check
          label={m.changedOnly}
          isChecked={search.changed === 'yes'}
          onChange={(isChecked) => change({ changed: isChecked ? 'yes' : undefined })}
        />
      </div>
    </search>
  );
}
