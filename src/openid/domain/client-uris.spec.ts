import { wrongBackchannel, wrongRedirect } from './client-uris.js';

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

  it('what the service calls itself is https', () => {
    expect(wrongBackchannel('https://club.example/logout')).toBeUndefined();
    expect(wrongBackchannel('http://club.example/logout')).toEqual(expect.any(String));
    expect(wrongBackchannel('com.example.app:/logout')).toEqual(expect.any(String));
  });
});
