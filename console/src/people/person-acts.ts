import { api } from '../api/client';
import { people } from '../messages/people';
import type { Person } from './people-query';
import type { Rights } from './person-rights';

export type ActName = keyof typeof people.acts;

interface Act {
  right: keyof Rights;
  isDangerous?: boolean;
  run: (id: string) => Promise<unknown>;
}

const at = (id: string) => ({ path: { id } });

/** What can be done with somebody by one request, after a question. */
export const ACTS: Record<ActName, Act> = {
  quickVerify: {
    right: 'quickVerify',
    run: (id) => api.POST('/api/v1/users/{id}/quick-verification', { params: at(id) }),
  },
  inviteAgain: {
    right: 'inviteAgain',
    run: (id) => api.POST('/api/v1/users/{id}/invitation', { params: at(id) }),
  },
  giveAccess: {
    right: 'giveAccess',
    run: (id) => api.PUT('/api/v1/users/{id}/access', { params: at(id), body: { canSignIn: true } }),
  },
  restore: {
    right: 'restore',
    run: (id) => api.DELETE('/api/v1/users/{id}/suspension', { params: at(id) }),
  },
  suspend: {
    right: 'suspend',
    isDangerous: true,
    run: (id) => api.POST('/api/v1/users/{id}/suspension', { params: at(id) }),
  },
  takeAccess: {
    right: 'takeAccess',
    isDangerous: true,
    run: (id) => api.PUT('/api/v1/users/{id}/access', { params: at(id), body: { canSignIn: false } }),
  },
  delete: {
    right: 'delete',
    isDangerous: true,
    run: (id) => api.DELETE('/api/v1/users/{id}', { params: at(id) }),
  },
};

/** The name of somebody for the question and for what is said afterwards. */
export type Named = Pick<Person, 'id' | 'name'>;
