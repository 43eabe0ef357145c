import { loadConfig } from '../config/config.js';
import { Sealer } from './sealer.js';

const sealerWith = (...keys: string[]) =>
  new Sealer(loadConfig({}, { DATABASE_URL: 'postgres://db/x', SMTP_URL: 'smtp://m', SECRET_KEY: keys.join(',') }));
const [old, fresh] = ['o'.repeat(32), 'f'.repeat(32)];

describe('Sealer', () => {
  it('opens what it sealed, and never seals alike twice', () => {
    const sealer = sealerWith(fresh);
    const sealed = sealer.seal('a link', 'mail');
    expect(sealed).not.toContain('link');
    expect(sealer.seal('a link', 'mail')).not.toBe(sealed);
    expect(sealer.open(sealed, 'mail')).toBe('a link');
  });

  it('refuses another purpose, another key and a changed text', () => {
    const sealed = sealerWith(fresh).seal('a link', 'mail');
    expect(() => sealerWith(fresh).open(sealed, 'other')).toThrow(/No key/);
    expect(() => sealerWith(old).open(sealed, 'mail')).toThrow(/No key/);
    expect(() => sealerWith(fresh).open(`${sealed.slice(0, -2)}AA`, 'mail')).toThrow(/No key/);
  });

  it('opens under the old key after a rotation', () => {
    expect(sealerWith(fresh, old).open(sealerWith(old).seal('a link', 'mail'), 'mail')).toBe('a link');
  });
});
