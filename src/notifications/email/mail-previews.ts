import { Injectable } from '@nestjs/common';
import { Sealer } from '../../platform/crypto/sealer.js';
import { DEFAULT_LOCALE } from '../../platform/domain/locales.js';
import { LINK_PURPOSE, Renderer } from './renderer.js';
import { mails } from '../mails/registry.js';
import { sampleParts } from './samples.js';

/** A template as it looks, with sample data. */
export interface MailPreview {
  name: string;
  subject: string;
  html: string;
  text: string;
}

const SAMPLE = 'Sample text';
const common = { organisation: 'Sample Organisation', name: 'Ann Example', locale: DEFAULT_LOCALE };

/** Every template with sample data, for people who work on them. The development inbox shows them. */
@Injectable()
export class MailPreviews {
  constructor(
    private readonly renderer: Renderer,
    private readonly sealer: Sealer,
  ) {}

  all(): MailPreview[] {
    const parts = sampleParts(SAMPLE, common.organisation);
    const sealedSecret = this.sealer.seal('a-sample-token-that-opens-nothing', LINK_PURPOSE);
    return mails.map((mail) => {
      const { name } = mail;
      const model = { ...mail.sample(parts), ...common };
      const subject = mail.subject(model);
      return { name, subject, ...this.renderer.render({ template: name, subject, model, sealedSecret }) };
    });
  }
}
