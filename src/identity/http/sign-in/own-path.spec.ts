import { ownPath } from './own-path.js';

describe('security item 58: where a sign-in leads', () => {
  it.each([
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    '\t//evil.test',
    ' //evil.test',
    '/\n/evil.test',
    '/.//evil.test',
    '/..//evil.test',
    '/./\\evil.test',
    '/a/..//evil.test',
    'https:evil.test',
    'https://evil.test',
    'http://own.invalid/x',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.test',
    '@evil.test',
    '?next=/x',
    '',
    '///evil.test',
  ])('%j leads home', (wanted) => {
    expect(ownPath(wanted, '/home')).toBe('/home');
  });

  it.each([
    ['/account/security', '/account/security'],
    ['/oidc/interaction/abc?x=1&y=%2F', '/oidc/interaction/abc?x=1&y=%2F'],
    ['/a?next=//evil.test', '/a?next=//evil.test'],
    ['/a\r\nSet-Cookie: x=1', '/aSet-Cookie:%20x=1'],
    ['/%2F%2Fevil.test', '/%2F%2Fevil.test'],
  ])('%j leads to %j', (wanted, path) => {
    expect(ownPath(wanted, '/home')).toBe(path);
    expect(new URL(ownPath(wanted, '/home'), 'http://us.test').origin).toBe('http://us.test');
  });
});
