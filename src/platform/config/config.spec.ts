import { ConfigError, loadConfig } from './config.js';

const given = { DATABASE_URL: 'postgres://db/x', SMTP_URL: 'smtp://mail', SECRET_KEY: 'k'.repeat(32) };

describe('configuration', () => {
  it('names every wrong setting and what is expected of it', () => {
    expect(() => loadConfig({}, { ...given, PORT: 'eighty', REDIS_URL: 'http://x' })).toThrow(ConfigError);
    expect(() => loadConfig({}, { ...given, PORT: 'eighty', REDIS_URL: 'http://x' })).toThrow(
      /PORT: .*\nREDIS_URL: .*redis:/s,
    );
  });

  it.each(['DATABASE_URL', 'SMTP_URL', 'SECRET_KEY'])('refuses to run without %s', (name) => {
    expect(() => loadConfig({}, { ...given, [name]: undefined })).toThrow(
      new RegExp(`${name}: this setting is required`),
    );
  });

  it.each([
    ['PORT', 'eighty', 'expected a whole number from 1 to 65535'],
    ['PORT', '70000', 'expected a whole number from 1 to 65535'],
    ['PORT', '80.5', 'expected a whole number from 1 to 65535'],
    ['LOG_LEVEL', 'loud', 'expected one of fatal, error, warn, info, debug, trace, silent'],
    ['SSO_ONLY', 'yes', 'expected true or false'],
    ['BOOTSTRAP_ADMIN_PASSWORD', 'short', 'expected at least 8 characters'],
  ])('O-4: says in words what %s=%s should be', (name, value, words) => {
    expect(() => loadConfig({}, { ...given, [name]: value })).toThrow(`${name}: ${words}`);
  });

  it('O-4: names all that is wrong and all that is missing at once, each at the beginning of a line', () => {
    const wrong = {
      PORT: '70000',
      MAIL_FROM: 'nonsense here',
      TRUSTED_PROXIES: 'nginx',
      SSO_ISSUER: 'https://login.example',
    };
    let told = '';
    try {
      loadConfig({}, wrong);
    } catch (error) {
      told = (error as Error).message;
    }
    const names = told.split('\n').map((line) => /^([A-Z_]+): .{10,}$/.exec(line)?.[1]);
    const missing = ['DATABASE_URL', 'SMTP_URL', 'SECRET_KEY', 'SSO_CLIENT_ID'];
    expect(names.sort()).toEqual([...missing, 'PORT', 'MAIL_FROM', 'TRUSTED_PROXIES'].sort());
  });

  it.each([
    [
      'PUBLIC_URL',
      ['https://fleet.example/app', 'https://fleet.example/?x=1', 'https://a:b@fleet.example', 'fleet.example'],
    ],
    ['MAIL_FROM', ['nonsense here', 'a@b.example, c@d.example', 'Motorpool <motorpool>', 'Motorpool', '<>']],
    ['TRUSTED_PROXIES', ['nginx', '10.0.0.0/33', '10.0.0', '10.0.0.1/8/8', '::1/129', '10.0.0.1 nginx']],
  ])('O-4: %s is not any text', (name, wrong) => {
    for (const value of wrong) {
      expect(() => loadConfig({}, { ...given, [name]: value })).toThrow(new RegExp(`^${name}: expected .+`));
    }
  });

  it('takes what is right of them', () => {
    const { values } = loadConfig({}, { ...given, TRUSTED_PROXIES: '10.0.0.1, 10.0.0.0/8,::1,fd00::/8,loopback' });
    expect(values.TRUSTED_PROXIES).toEqual(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', 'loopback']);
    for (const MAIL_FROM of [
      'a@b',
      'Fleet <fleet@example.org>',
      '"Fleet, all of it" <fleet@example.org>'.replace(',', ''),
    ]) {
      expect(loadConfig({}, { ...given, MAIL_FROM }).values.MAIL_FROM).toBe(MAIL_FROM);
    }
  });

  it('reads an empty variable as one that is not set', () => {
    expect(loadConfig({}, { ...given, REDIS_URL: '' }).values.REDIS_URL).toBeUndefined();
  });

  it('prefers what the operator set over what an embedded part gives', () => {
    expect(loadConfig(given, { SMTP_URL: 'smtp://mine' }).smtpUrl).toBe('smtp://mine');
  });

  it('splits SECRET_KEY for rotation and refuses a short key', () => {
    const keys = `${'a'.repeat(32)}, ${'b'.repeat(32)}`;
    expect(loadConfig({}, { ...given, SECRET_KEY: keys }).secretKeys).toEqual(['a'.repeat(32), 'b'.repeat(32)]);
    expect(() => loadConfig({}, { ...given, SECRET_KEY: 'short' })).toThrow(/SECRET_KEY: .*32/);
  });

  it('takes single sign-on whole, over https or on this machine, and leaves nobody without a way in', () => {
    const sso = { SSO_ISSUER: 'https://login.example', SSO_CLIENT_ID: 'motorpool' };
    expect(loadConfig({}, { ...given, ...sso, SSO_ONLY: 'true' }).values).toMatchObject({ ...sso, SSO_ONLY: true });
    expect(loadConfig({}, { ...given, ...sso, SSO_ISSUER: 'http://localhost:9/oidc' }).values.SSO_ONLY).toBe(false);
    expect(() => loadConfig({}, { ...given, SSO_ISSUER: sso.SSO_ISSUER })).toThrow(
      /SSO_CLIENT_ID: this setting is required/,
    );
    expect(() => loadConfig({}, { ...given, SSO_ONLY: 'true' })).toThrow(/SSO_ISSUER: this setting is required/);
    expect(() => loadConfig({}, { ...given, ...sso, SSO_ISSUER: 'http://login.example' })).toThrow(
      /SSO_ISSUER: .*https/,
    );
  });

  it('takes PUBLIC_URL as an origin and falls back to the local port', () => {
    expect(loadConfig({}, { ...given, PUBLIC_URL: 'https://pool.example/' }).publicUrl).toBe('https://pool.example');
    expect(loadConfig({}, { ...given, PORT: '4000' }).publicUrl).toBe('http://localhost:4000');
  });
});

describe('where the service listens', () => {
  const host = (env: Record<string, string>, given: Record<string, string> = {}) =>
    loadConfig({ DATABASE_URL: 'postgres://db/x', SMTP_URL: 'smtp://m', SECRET_KEY: 'k'.repeat(32), ...given }, env)
      .host;

  it('S-14: on this machine alone while nobody else is to reach it, else everywhere, and where HOST says', () => {
    expect(host({})).toBe('127.0.0.1');
    expect(host({ PUBLIC_URL: 'http://127.0.0.1:8080' })).toBe('127.0.0.1');
    expect(host({ PUBLIC_URL: 'http://[::1]' })).toBe('127.0.0.1');
    expect(host({ PUBLIC_URL: 'https://fleet.example' })).toBe('0.0.0.0');
    // `npm start` gives it while the demo data is there.
    expect(host({ PUBLIC_URL: 'https://fleet.example' }, { HOST: '127.0.0.1' })).toBe('127.0.0.1');
    for (const HOST of ['0.0.0.0', '::', '10.1.2.3', 'localhost']) expect(host({ HOST })).toBe(HOST);
    expect(() => host({ HOST: 'fleet' })).toThrow(/HOST: expected an IP address/);
  });
});
