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
    expect(() => loadConfig({}, { ...given, [name]: undefined })).toThrow(new RegExp(`${name}: it is required`));
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
    expect(() => loadConfig({}, { ...given, SSO_ISSUER: sso.SSO_ISSUER })).toThrow(/SSO_CLIENT_ID: it is required/);
    expect(() => loadConfig({}, { ...given, SSO_ONLY: 'true' })).toThrow(/SSO_ISSUER: it is required/);
    expect(() => loadConfig({}, { ...given, ...sso, SSO_ISSUER: 'http://login.example' })).toThrow(
      /SSO_ISSUER: .*https/,
    );
  });

  it('takes PUBLIC_URL as an origin and falls back to the local port', () => {
    expect(loadConfig({}, { ...given, PUBLIC_URL: 'https://pool.example/' }).publicUrl).toBe('https://pool.example');
    expect(loadConfig({}, { ...given, PORT: '4000' }).publicUrl).toBe('http://localhost:4000');
  });
});
