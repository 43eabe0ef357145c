import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../src/platform/config/config.js';
import { Sealer } from '../src/platform/crypto/sealer.js';
import { type DevInbox, startDevInbox } from '../src/standalone/inbox/dev-inbox.js';
import { MailPreviews } from '../src/notifications/email/mail-previews.js';
import { Renderer } from '../src/notifications/email/renderer.js';
import { mails } from '../src/notifications/mails/registry.js';

const given = {
  PUBLIC_URL: 'https://motorpool.example.org',
  DATABASE_URL: 'postgres://unused',
  SMTP_URL: 'smtp://unused',
  SECRET_KEY: 'x'.repeat(32),
};

const templateNames = mails.map(({ name }) => name);

describe('NO-6: the preview of the templates in the development inbox', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'motorpool-previews-'));
  const config = loadConfig(given, {});
  const sealer = new Sealer(config);
  const previews = new MailPreviews(new Renderer(config, sealer), sealer).all();
  let inbox: DevInbox;

  beforeAll(async () => {
    inbox = await startDevInbox({ dataDir });
    inbox.showPreviews(previews);
  });
  afterAll(async () => {
    await inbox?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function page(path: string): Promise<string> {
    const answer = await fetch(`${inbox.webUrl}${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  }

  it('lists every template', async () => {
    expect(previews.map(({ name }) => name)).toEqual(templateNames);
    const list = await page('/templates');
    expect(templateNames.filter((name) => !list.includes(`href="/templates/${name}"`))).toEqual([]);
  });

  it.each(templateNames)('shows %s whole, as it would be sent', async (name) => {
    const { subject, text, html } = previews.find((preview) => preview.name === name)!;
    expect(subject).toContain('Sample Organisation');
    const shown = await page(`/templates/${name}`);
    expect(shown).toContain(name);
    expect(shown).toContain('Hello');
    expect(await page(`/templates/${name}/html`)).toContain(html);
    for (const body of [text, html]) {
      expect(body.trim().length).toBeGreaterThan(100);
      expect(body).not.toMatch(/\{\{|undefined|\[object/);
      expect(body.includes('https://motorpool.example.org/')).toBe(
        mails.find((mail) => mail.name === name)!.link !== null,
      );
    }
  });

  it('has nothing where there is no such template', async () => {
    expect((await fetch(`${inbox.webUrl}/templates/no-such-template`)).status).toBe(404);
  });
});
