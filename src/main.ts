import { AppointFirstAdministrator } from './identity/index.js';
import { MailPreviews } from './notifications/index.js';
import {
  type Config,
  ConfigError,
  loadConfig,
  LOOPBACK,
  readSettings,
  type Settings,
} from './platform/config/config.js';
import { portProblem } from './platform/config/port-problem.js';
import { migrate } from './platform/database/migrate.js';
import { prepareDemo, markDemoMade, type DemoState } from './standalone/demo/demo-mark.js';
import { demoAdmin, demoSignIns, seedDemo } from './standalone/demo/seed-demo.js';
import { type EmbeddedParts, startEmbeddedParts } from './standalone/embedded-parts.js';
import { folderProblem } from './standalone/folder-problem.js';
import { closeOnSignal, ensureNone, exitOnFailure, type RunningProcess, startProcess } from './process.js';

/** How long to wait for an orderly end after a part was lost. */
const LEAVE_MS = 5_000;

/** `npm start`: API and worker in one process, on embedded parts for whatever is not configured. */
await exitOnFailure(async () => {
  const settings = readSettings();
  ensureDemoIsPossible(settings);
  let parts: EmbeddedParts | undefined;
  let running: RunningProcess | undefined;
  let left = false;
  const started = (async () => {
    await ensureNone(looksAt(settings), settings.DATABASE_URL);
    parts = await startEmbeddedParts(settings);
    const demo = await demoOf(settings, parts);
    const given = {
      LOG_LEVEL: 'warn',
      ...parts.given,
      ...(demo === 'none' ? {} : { ...demoAdmin, HOST: LOOPBACK }),
    };
    const config = loadConfig(given);
    if (!left) await migrate(config.databaseUrl, parts.database && parts.dataDir);
    if (left) throw new Error('The process was stopped before the service was up.');
    running = await startProcess('all', config);
    parts.showPreviews(running.part(MailPreviews).all());
    return { parts, config, demo };
  })();
  let stopped: Promise<void> | undefined;
  // A signal waits for the current step of the start: parts that are half started fail badly when their database goes away.
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
    const hasAdmin = demo !== 'none' || !(await running!.part(AppointFirstAdministrator).isMissing());
    greet(config, parts, { demo, hasAdmin });
    void parts.lost.then(async (reason) => {
      if (left) return;
      left = true;
      console.error(`Motorpool has to stop:\n${reason.message}`);
      setTimeout(() => process.exit(1), LEAVE_MS).unref();
      await stop().catch(() => undefined);
      process.exit(1);
    });
  } catch (error) {
    // Errors after a signal are caused by stopping.
    if (left) return;
    await stop().catch(() => undefined);
    throw error;
  }
});

function ensureDemoIsPossible({ DEMO, DATABASE_URL, SMTP_URL }: Settings): void {
  if (DEMO && (DATABASE_URL || SMTP_URL)) {
    throw new ConfigError(
      'DEMO: demo data needs the embedded database and inbox; do not set DATABASE_URL and SMTP_URL',
    );
  }
}

/** Checks ports and addresses before minutes go into the start. */
function looksAt({ PORT, HOST = LOOPBACK, INBOX_PORT, SMTP_URL, DATA_DIR }: Settings): Promise<string | undefined>[] {
  const looks = [portProblem('PORT', PORT, HOST), folderProblem('DATA_DIR', DATA_DIR)];
  return SMTP_URL ? looks : [...looks, portProblem('INBOX_PORT', INBOX_PORT, LOOPBACK)];
}

async function demoOf({ DEMO }: Settings, { dataDir, database, inboxUrl }: EmbeddedParts): Promise<DemoState> {
  return DEMO === false || !database || !inboxUrl ? 'none' : prepareDemo(dataDir, database);
}

async function makeDemo({ publicUrl, values }: Config, { dataDir, inboxUrl }: EmbeddedParts): Promise<void> {
  console.log('Creating demo data …');
  // Uses the local address: the public one may belong to a proxy that is not running yet.
  const addresses = { api: `http://127.0.0.1:${values.PORT}`, origin: publicUrl, inbox: inboxUrl! };
  await seedDemo(addresses, demoSignIns(values)[0]!);
  await markDemoMade(dataDir);
}

interface Greeting {
  demo: DemoState;
  hasAdmin: boolean;
}

function greet({ publicUrl, values }: Config, { inboxUrl }: EmbeddedParts, { demo, hasAdmin }: Greeting): void {
  const lines = [`Motorpool   ${publicUrl}`, `API docs    ${publicUrl}/docs`];
  if (inboxUrl) lines.push(`Email inbox  ${inboxUrl}`);
  if (demo !== 'none') {
    const people = demoSignIns(values).map(({ role, email, shown }) => `  ${role.padEnd(10)}${email}   ${shown}`);
    lines.push('', 'Sign in as', ...people);
  }
  if (!hasAdmin) {
    lines.push('', 'Nobody can sign in yet: set BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD, and start again.');
  }
  console.log(`\n${lines.join('\n')}\n\nCtrl-C stops everything; the data stays.`);
}
