import { readdirSync } from 'node:fs';
import { sampleParts } from '../email/samples.js';
import { mailListeners, mails } from './registry.js';

const FOLDER = new URL('.', import.meta.url);
const files = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: area }) => readdirSync(new URL(area, FOLDER)).map((file) => `${area}/${file}`));

/** A class whose `handle` hears an event. */
const isListener = (part: unknown): part is (typeof mailListeners)[number] =>
  typeof part === 'function' && 'handle' in (part.prototype as object);

describe('the registry of mails', () => {
  it.each(files)('NO-6: %s defines the mail of its name, and the registry has it with its listeners', async (file) => {
    const parts = Object.values((await import(`./${file}`)) as Record<string, unknown>);
    const name = file.replace(/^.*\/|\.ts$/g, '');
    expect(mails.filter((mail) => parts.includes(mail)).map((mail) => mail.name)).toEqual([name]);
    expect(parts.filter(isListener).filter((listener) => !mailListeners.includes(listener))).toEqual([]);
  });

  it('NO-6: no mail stands there twice, and each has a sample, a subject and both bodies', () => {
    const parts = sampleParts('Words of people');
    expect(new Set(mails.map(({ name }) => name)).size).toBe(files.length);
    for (const mail of mails) {
      const model = { ...mail.sample(parts), organisation: 'Acme', locale: 'en-NZ', name: 'Ann' };
      expect([mail.name, mail.subject(model)]).toEqual([mail.name, expect.stringMatching(/\S/)]);
      expect([mail.name, mail.html, mail.text]).toEqual([
        mail.name,
        expect.stringMatching(/^\{\{#> layout\}\}\n<h1>/),
        expect.stringMatching(/^\{\{#> layout\}\}\n/),
      ]);
    }
  });
});
