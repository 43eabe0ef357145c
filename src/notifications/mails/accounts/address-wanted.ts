import { Injectable } from '@nestjs/common';
import { KnownAddressWanted } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type AddressWantedModel = object;

export const addressWanted = defineMail<AddressWantedModel>({
  name: 'address-wanted',
  kind: 'security',
  subject: ({ organisation }) => `Your email address was entered for another account at ${organisation}`,
  link: null,
  sample: () => ({}),
  html: `
{{#> layout}}
<h1>Your email address was entered for another account</h1>
{{> greeting}}
<p>Someone tried to change the email address of another account at <bdi>{{organisation}}</bdi> to yours. It already belongs to your account, so nothing has changed.</p>
<p>There’s nothing to do. The person who tried does not learn that this address has an account.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
Someone tried to change the email address of another account at {{organisation}}
to yours. It already belongs to your account, so nothing has changed.

There's nothing to do. The person who tried does not learn that this address has
an account.
{{/layout}}
`,
});

/** ID-8: tells the owner of an address that somebody else wants it. */
@Injectable()
export class MailWhenKnownAddressWanted {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
  ) {}

  @On(KnownAddressWanted)
  async handle(event: KnownAddressWanted, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (to) await this.mails.run(tx, event, addressWanted, [{ to, about: 'reader', model: {} }]);
  }
}
