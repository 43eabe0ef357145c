import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client';
import { today as m } from '../messages/today';

/** What the branch tells its people; nothing where it says nothing. */
export function Welcome({ branchId }: { branchId: string }) {
  const { data } = useQuery({
    queryKey: ['welcome-message', branchId],
    queryFn: () => dataOf(api.GET('/api/v1/branches/{id}/welcome-message', { params: { path: { id: branchId } } })),
  });
  if (!data?.html) return null;
  return (
    <section className="card" aria-labelledby="welcome">
      <h2 id="welcome">{m.welcome.untitled}</h2>
      {/* The service makes this HTML of Markdown, and lets no HTML of the author through. */}
      <div className="prose" dangerouslySetInnerHTML={{ __html: data.html }} />
    </section>
  );
}
