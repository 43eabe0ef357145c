import { isRegistered, wrongBackchannel, wrongRedirect } from './client-uris.js';

describe('addresses of clients (OP-2)', () => {
  it.each([
    'https://club.example/callback',
    'https://club.example/callback?from=motorpool',
    'http://localhost:3000/callback',
    'http://127.0.0.1:3000/callback',
    'http://[::1]:3000/callback',
  ])('takes %s', (uri) => {
    expect(wrongRedirect(uri, false)).toBeUndefined();
  });

  it.each([
    'http://club.example/callback',
    'https://club.example/callback#fragment',
    'https://*.club.example/callback',
    'https://user:secret@club.example/callback',
    'https://club.example/members/../callback',
    'https://club.example/members/%2e%2E/callback',
    'https://club.example\\@evil.example/callback',
    'https://club.example/a b',
    '//club.example/callback',
    '/callback',
    'javascript:alert(1)',
    'data:text/html,hello',
    'app:/callback',
    'com.example.app:/callback',
    '',
  ])('refuses %s', (uri) => {
    expect(wrongRedirect(uri, false)).toEqual(expect.any(String));
  });

  it('an app may have a scheme of its own, if it can be nobody else’s', () => {
    expect(wrongRedirect('com.example.app:/callback', true)).toBeUndefined();
    expect(wrongRedirect('javascript:alert(1)', true)).toEqual(expect.any(String));
  });

  const REGISTERED = [
    'com.example.app:/back',
    'http://127.0.0.1:4000/back',
    'http://[::1]/back',
    'https://a.example/back',
  ];
  it.each([
    ['http://127.0.0.1:4000/back', true],
    ['http://127.0.0.1:51004/back', true],
    ['http://127.0.0.1/back', true],
    ['http://[::1]:8080/back', true],
    ['com.example.app:/back', true],
    ['http://localhost:4000/back', false],
    ['http://127.0.0.1:4000/other', false],
    ['http://127.0.0.1:4000/back?x=1', false],
    ['http://127.0.0.1:70000/back', false],
    ['http://127.0.0.1:0/back', false],
    ['http://127.0.0.1:4000@evil.example/back', false],
    ['http://127.0.0.1.evil.example:4000/back', false],
    ['http://127.1:4000/back', false],
    ['https://127.0.0.1:4000/back', false],
    ['https://a.example:444/back', false],
  ])('H-10: an app may be sent to %s: %s', (uri, allowed) => {
    expect(isRegistered(uri, REGISTERED, true)).toBe(allowed);
    expect(isRegistered(uri, REGISTERED, false)).toBe(REGISTERED.includes(uri));
  });

  it('what the service calls itself is https', () => {
    expect(wrongBackchannel('https://club.example/logout')).toBeUndefined();
    expect(wrongBackchannel('http://club.example/logout')).toEqual(expect.any(String));
    expect(wrongBackchannel('com.example.app:/logout')).toEqual(expect.any(String));
  });
});
