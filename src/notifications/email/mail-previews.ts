import { Injectable } from '@nestjs/common';
import { Sealer } from '../../platform/crypto/sealer.js';
import { LINK_PURPOSE, Renderer } from './renderer.js';
import { sampleModels } from './samples.js';
import { subjects, type TemplateName, templateNames } from './templates.js';

/** A template as it looks, with sample data. */
export interface MailPreview {
  name: string;
  subject: string;
  html: string;
  text: string;
}

const SAMPLE = 'Sample text';
const common = { organisation: 'Sample Organisation', name: 'Ann Example' };

/** Every template with sample data, for whoever works on them: the development inbox shows them. */
@Injectable()
export class MailPreviews {
  constructor(
    private readonly renderer: Renderer,
    private readonly sealer: Sealer,
  ) {}

  all(): MailPreview[] {
    const models = sampleModels(SAMPLE);
    const sealedSecret = this.sealer.seal('a-sample-token-that-opens-nothing', LINK_PURPOSE);
    return templateNames.map((name) => {
      const model = { ...models[name], ...common };
      const subject = (subjects[name] as (model: object) => string)(model);
      return {
        name: name satisfies TemplateName,
        subject,
        ...this.renderer.render({ template: name, subject, model, sealedSecret }),
      };
    });
  }
}
