import { join } from 'node:path';
import { configSchema } from '../src/platform/config/config.js';
import { frameworkCodes } from '../src/platform/http/problems/problem-details.js';
import { CodeBase } from './support/architecture/code-base.js';
import {
  DIRECT_WRITERS,
  directWritesElsewhere,
  POOL_USERS,
  poolUsersElsewhere,
} from './support/architecture/direct-writes.js';
import { filesTooLong, namesNotKebabCase } from './support/architecture/files.js';
import { roomsTooFull } from './support/architecture/full-rooms.js';
import { classesCutInTwo } from './support/architecture/inheritance.js';
import { listenersOutOfPlace } from './support/architecture/listeners.js';
import { localTimeElsewhere } from './support/architecture/local-time.js';
import { badMigrations } from './support/architecture/migrations.js';
import { problemsOutOfStep } from './support/architecture/problems.js';
import { rooms } from './support/architecture/rooms.js';
import { houseRulesOutOfStep, rulesOutOfStep } from './support/architecture/rules.js';
import { routesWithoutGate } from './support/architecture/routes.js';
import { sessionsEndedElsewhere } from './support/architecture/session-ends.js';
import { settingsOutOfStep } from './support/architecture/settings.js';
import { routesWithoutStepUp } from './support/architecture/step-ups.js';
import { suppressionsWithoutReason } from './support/architecture/suppressions.js';
import { listsWithoutFilter, UNFILTERED } from './support/architecture/unfiltered-lists.js';
import { walksOutOfStep } from './support/architecture/walks.js';
import { writesAcross } from './support/architecture/writes-across.js';
import { writesAroundTheUnitOfWork } from './support/architecture/writes.js';

/** What lint and dependency-cruiser cannot see. Each list names what breaks the rule, so it has to be empty. */
describe('the architecture', () => {
  const code = CodeBase.read(join(import.meta.dirname, '..'));

  it('the house: a context has the rooms, the doors and the README that every context has', () => {
    expect(rooms(code)).toEqual([]);
  });

  it('rule 3a: events are heard in listeners/, one handler a file, named <verb>-when-<event>', () => {
    expect(listenersOutOfPlace(code)).toEqual([]);
  });

  it('rule 6: nothing outside platform reaches rows around the unit of work', () => {
    expect(writesAroundTheUnitOfWork(code)).toEqual([]);
  });

  it('rule 6: only the files that are listed, each with its reason, write outside the unit of work', () => {
    expect(directWritesElsewhere(code, DIRECT_WRITERS)).toEqual([]);
  });

  it('rule 6: only the files that are listed, each with its reason, take connections of the pool', () => {
    expect(poolUsersElsewhere(code, POOL_USERS)).toEqual([]);
  });

  it('BK-5: what decides about local time is in one module, what shows it in another', () => {
    expect(localTimeElsewhere(code)).toEqual([]);
  });

  it('docs/rules.md defines every rule that is cited, and a test names every rule that it defines', () => {
    expect(rulesOutOfStep(code)).toEqual([]);
  });

  it('docs/architecture.md has every rule of the house that is cited', () => {
    expect(houseRulesOutOfStep(code)).toEqual([]);
  });

  it('docs/architecture.md describes use cases by files that exist, and by no more than it says', () => {
    expect(walksOutOfStep(code)).toEqual([]);
  });

  it('rule 7: every route says who may call it', () => {
    expect(routesWithoutGate(code)).toEqual([]);
  });

  it('ID-13: every route that gives access, tells secrets or deletes people says that it needs a step-up', () => {
    expect(routesWithoutStepUp(code)).toEqual([]);
  });

  it('ID-15: sessions end in one way', () => {
    expect(sessionsEndedElsewhere(code)).toEqual([]);
  });

  it('rule 8: every list asks an actor what may be seen, but for those that are listed, each with its reason', () => {
    expect(listsWithoutFilter(code, UNFILTERED)).toEqual([]);
  });

  it('rule 9: a migration names its time and its context, and goes up and down', () => {
    expect(badMigrations(code)).toEqual([]);
  });

  it('rule 9: a context writes its own tables only', () => {
    expect(writesAcross(code)).toEqual([]);
  });

  it('rule 10: every domain error has a code, and docs/problems.md lists each code once', () => {
    expect(problemsOutOfStep(code, frameworkCodes)).toEqual([]);
  });

  it('rule 11: .env.example names and explains every setting', () => {
    expect(settingsOutOfStep(code.text('.env.example'), Object.keys(configSchema.shape))).toEqual([]);
  });

  it('rule 13: files are kebab-case', () => {
    expect(namesNotKebabCase(code)).toEqual([]);
  });

  it('rule 13: files have 250 lines at most, in domain/ 400', () => {
    expect(filesTooLong(code)).toEqual([]);
  });

  it('rule 13: a folder of the sources has 25 files at most', () => {
    expect(roomsTooFull(code)).toEqual([]);
  });

  it('rule 13: no class of domain/ is cut in two by inheritance', () => {
    expect(classesCutInTwo(code)).toEqual([]);
  });

  it('rule 14: a suppression tells its reason', () => {
    expect(suppressionsWithoutReason(code)).toEqual([]);
  });
});
