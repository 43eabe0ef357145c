import { Injectable } from '@nestjs/common';
import { AccessReview } from '../../identity/index.js';
import { SCOPES } from '../domain/scopes.js';
import { Consents } from './consents.js';

const MOST = 50;

/** The applications with a person's consent, in the access review (ID-15). */
@Injectable()
export class ReviewGrants {
  constructor(consents: Consents, review: AccessReview) {
    review.add('grants', {
      heading: 'Applications',
      list: async (userId) => {
        const { items } = await consents.list({ userId }, { limit: MOST });
        return items.map(({ id, clientName, scopes }) => {
          const words = scopes.flatMap((scope) => (scope === 'openid' ? [] : [SCOPES[scope].words]));
          return { id, title: clientName, hint: words.join(' · ') };
        });
      },
      remove: (userId, id) => consents.withdraw({ userId }, id),
    });
  }
}
