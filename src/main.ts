import { prepareDemo, markDemoMade, type DemoState } from './demo/demo-mark.js';
import { demoAdmin, demoSignIns, seedDemo } from './demo/seed-demo.js';
import { MailPreviews } from './notifications/index.js';
import { type Config, ConfigError, loadConfig, readSettings, type Settings } from './platform/config/config.js';
import { migrate } from './platform/database/migrate.js';
import { type EmbeddedParts, startEmbeddedParts } from './platform/embedded/embedded-parts.js';
import { closeOnSignal, exitOnFailure, type RunningProcess, startProcess } from './process.js';

/** `npm start`: API and worker in one process, on embedded parts for whatever is not configured. */
await exitOnFailure(async () => {
  const settings = readSettings();
  ensureDemoIsPossible(settings);
  let parts: EmbeddedParts | undefined;
  let running: RunningProcess | undefined;
  let left = false;
  const started = (async () => {
    parts = await startEmbeddedParts(settings);
    const demo = await demoOf(settings, parts);
    const given = { LOG_LEVEL: 'warn', ...parts.given, ...(demo === 'none' ? {} : demoAdmin) };
    const config = loadConfig(given);
    if (!left) await migrate(config.databaseUrl);
    if (left) throw new Error('A signal came before the service was up.');
    running = await startProcess('all', config);
    parts.showPreviews(running.part(MailPreviews).all());
    return { parts, config, demo };
  })();
  let stopped: Promise<void> | undefined;
  // A signal waits for the running step of the start: what is half up does not take it well when its database goes away.
  const stop = () =>
    (stopped ??= (async () => {
      await started.catch(() => undefined);
      await running?.close();
      await parts?.stop();
    })());
  closeOnSignal(() => {
    left = true;
    return stop();
  });
  try {
    const { parts, config, demo } = await started;
    if (left) return;
    if (demo === 'wanted') await makeDemo(config, parts);
    greet(config, parts, demo);
  } catch (error) {
    // What breaks off after a signal does so because the service is being stopped.
    if (left) return;
    await stop().catch(() => undefined);
    throw error;
  }
});

function ensureDemoIsPossible({ DEMO, DATABASE_URL, SMTP_URL }: Settings): void {
  if (DEMO && (DATABASE_URL || SMTP_URL)) {
    throw new ConfigError(
      'DEMO: the demo is made in the embedded database and inbox; leave DATABASE_URL and SMTP_URL out',
    );
  }
}

async function demoOf({ DEMO }: Settings, { dataDir, database, inboxUrl }: EmbeddedParts): Promise<DemoState> {
  return DEMO === false || !database || !inboxUrl ? 'none' : prepareDemo(dataDir, database);
}

async function makeDemo({ publicUrl, values }: Config, { dataDir, inboxUrl }: EmbeddedParts): Promise<void> {
  console.log('Making demo data …');
  // Not by the public address: it may be a proxy's, which is not there yet.
  const addresses = { api: `http://127.0.0.1:${values.PORT}`, origin: publicUrl, inbox: inboxUrl! };
  await seedDemo(addresses, demoSignIns(values)[0]!);
  await markDemoMade(dataDir);
}

function greet({ publicUrl, values }: Config, { inboxUrl }: EmbeddedParts, demo: DemoState): void {
  const lines = [`Motorpool   ${publicUrl}`, `API docs    ${publicUrl}/docs`];
  if (inboxUrl) lines.push(`Mail inbox  ${inboxUrl}`);
  if (demo !== 'none') {
    const people = demoSignIns(values).map(({ role, email, shown }) => `  ${role.padEnd(10)}${email}   ${shown}`);
    lines.push('', 'Sign in as', ...people);
  }
  console.log(`\n${lines.join('\n')}\n\nCtrl-C stops everything; the data stays.`);
}
