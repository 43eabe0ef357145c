import { Injectable } from '@nestjs/common';
import { KnownAddressRegistered } from '../../../identity/events.js';
import { IdentityApi } from '../../../identity/index.js';
import { On } from '../../../platform/work/listeners.js';
import type { Tx } from '../../../platform/work/tx.js';
import { defineMail } from '../../email/mail-definition.js';
import { WriteMails } from '../../use-cases/write-mails.js';

type AlreadyRegisteredModel = object;

export const alreadyRegistered = defineMail<AlreadyRegisteredModel>({
  name: 'already-registered',
  kind: 'security',
  subject: ({ organisation }) => `You already have an account at ${organisation}`,
  link: { page: () => '/sign-in' },
  sample: () => ({}),
  html: `
{{#> layout}}
<h1>You already have an account</h1>
{{> greeting}}
<p>Someone, probably you, tried to register at <bdi>{{organisation}}</bdi> with this email address. It already belongs to your account, so nothing has changed. Just sign in as usual:</p>
{{> link label="Sign in"}}
<p>Not you? There’s nothing to do. The person who tried does not learn that this address has an account.</p>
{{/layout}}
`,
  text: `
{{#> layout}}
Someone, probably you, tried to register at {{organisation}} with this email address.
It already belongs to your account, so nothing has changed. Just sign in as usual.

{{> link label="Sign in"}}

Not you? There's nothing to do. The person who tried does not learn that this
address has an account.
{{/layout}}
`,
});

/** ID-8: tells the owner of an address that somebody registered with it again. */
@Injectable()
export class MailWhenKnownAddressRegistered {
  constructor(
    private readonly mails: WriteMails,
    private readonly identity: IdentityApi,
  ) {}

  @On(KnownAddressRegistered)
  async handle(event: KnownAddressRegistered, tx: Tx): Promise<void> {
    const to = await this.identity.user(event.payload.userId);
    if (to) await this.mails.run(tx, event, alreadyRegistered, [{ to, about: 'reader', model: {} }]);
  }
}
