import { Client } from 'pg';
import { SCRATCH } from './broken.js';
import { wrongClaims } from './claims.js';
import { collect, siteName } from './collect.js';
import { Describer } from './described.js';
import { Entities } from './entities.js';
import { ReadOnlySession } from './read-only.js';
import type { Handed } from './run.js';
import type { Site } from './sites.js';
import { pathOf, placeOf, readSources, type Sources } from './sources.js';
import { shownHoles } from './unknown.js';
import { UNRESOLVABLE } from './unresolvable.js';

/** What there is to say of the SQL of some files. */
export interface Report {
  /** How many places hand over SQL, and how many texts they do. */
  readonly sites: number;
  readonly texts: number;
  /** What PostgreSQL does not say as the code does. */
  readonly findings: readonly string[];
  /** The functions of which no text is known, with what is missing. */
  readonly unknown: Readonly<Record<string, string>>;
}

/** Compares all SQL of `src`, and that of the scratch file, with a migrated database. */
export async function checkSql(url: string): Promise<{ src: Report; scratch: Report; entities: readonly string[] }> {
  const sources = readSources({ [SCRATCH.path]: SCRATCH.text });
  const found = collect(sources, new Set(Object.keys(UNRESOLVABLE)));
  const client = new Client({ connectionString: url });
  await client.connect();
  const entities = await Entities.read(sources, url);
  const readOnly = await ReadOnlySession.open(url);
  try {
    const describer = await new Describer(client).begin();
    const reportOn = async (isMeant: (site: Site) => boolean): Promise<Report> => {
      const statements = found.statements.filter(({ site }) => isMeant(site));
      const unknown = found.unresolved.filter(({ site }) => isMeant(site));
      return {
        sites: found.sites.filter(isMeant).length,
        texts: new Set(statements.map(({ text }) => text)).size,
        findings: await findingsOf({ sources, entities, describer, readOnly }, statements),
        unknown: Object.fromEntries(unknown.map(({ site, text }) => [siteName(site), shownHoles(text)])),
      };
    };
    const isScratch = ({ node }: Site) => pathOf(node) === SCRATCH.path;
    return {
      src: await reportOn((site) => !isScratch(site)),
      scratch: await reportOn(isScratch),
      entities: await entities.findings(sources, describer),
    };
  } finally {
    await readOnly.end();
    await entities.end();
    await client.end();
  }
}

interface Judges {
  readonly sources: Sources;
  readonly entities: Entities;
  readonly describer: Describer;
  readonly readOnly: ReadOnlySession;
}

async function findingsOf(
  { sources, entities, describer, readOnly }: Judges,
  statements: readonly Handed[],
): Promise<string[]> {
  const all = new Set<string>();
  for (const handed of statements) {
    const { entity, site } = handed;
    const text = entity === undefined ? handed.text : entities.rowsOf(entity, handed.text);
    const described = await describer.describe(text);
    const problems =
      typeof described === 'string'
        ? [described]
        : [
            ...wrongClaims(sources, handed, described),
            ...(await readOnly.findings(handed, described.parameters.length)),
          ];
    for (const problem of problems) all.add(`${placeOf(site.node)}: ${problem}`);
  }
  return [...all].sort();
}
