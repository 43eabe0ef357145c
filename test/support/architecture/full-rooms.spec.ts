import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeBase } from './code-base.js';
import { roomsTooFull } from './full-rooms.js';

describe('the check of full rooms', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'motorpool-rooms-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function fill(room: string, count: number, ending = '.ts') {
    mkdirSync(join(folder, room), { recursive: true });
    for (let at = 1; at <= count; at++) writeFileSync(join(folder, room, `file-${at}${ending}`), '');
  }

  it('accepts 25 files, a full folder in a room, and tests', () => {
    fill('src/fleet/use-cases', 25);
    fill('src/fleet/use-cases/photos', 25);
    fill('test', 40);
    fill('docs', 40, '.md');
    expect(roomsTooFull(CodeBase.read(folder))).toEqual([]);
  });

  it('finds 26 files, whatever they are and however deep they lie', () => {
    fill('src/fleet/domain', 20);
    fill('src/fleet/domain', 6, '.spec.ts');
    fill('src/fleet/http/pages/templates', 26, '.hbs');
    fill('console/src/ui', 30, '.tsx');
    expect(roomsTooFull(CodeBase.read(folder))).toEqual([
      'console/src/ui: 30 files, at most 25; move those of one subject to a folder in it',
      'src/fleet/domain: 26 files, at most 25; move those of one subject to a folder in it',
      'src/fleet/http/pages/templates: 26 files, at most 25; move those of one subject to a folder in it',
    ]);
  });
});
