import { createHash } from 'node:crypto';
import { CALLBACK } from './openid.js';

/** Security item 11: what is not, letter by letter, the registered redirect URI. */
export const REDIRECTS = [
  // more than it
  `${CALLBACK}/`,
  `${CALLBACK}?x=1`,
  `${CALLBACK}?`,
  `${CALLBACK}#f`,
  `${CALLBACK}#`,
  `${CALLBACK};x`,
  `${CALLBACK} `,
  ` ${CALLBACK}`,
  `${CALLBACK}%00`,
  `${CALLBACK}\t`,
  `${CALLBACK}\r\nX-Evil: 1`,
  `${CALLBACK},https://evil.example/callback`,
  // the same place, written otherwise
  'https://club.example/callback/../callback',
  'https://club.example/./callback',
  'https://club.example//callback',
  'https://club.example/%63allback',
  'https://club.example:443/callback',
  'https://club.example:/callback',
  'https://club.example./callback',
  'https://CLUB.example/callback',
  'HTTPS://club.example/callback',
  'https:/club.example/callback',
  'https:club.example/callback',
  '//club.example/callback',
  '/callback',
  // another place of the same name
  'https://club.example/',
  'https://club.example/CALLBACK',
  'https://club.example:8443/callback',
  'http://club.example/callback',
  // another name
  'https://www.club.example/callback',
  'https://evil.example/callback',
  'https://club.example.evil.example/callback',
  'https://user@club.example/callback',
  'https://club.example@evil.example/callback',
  'https://club.example\\@evil.example/callback',
  'https://\u0441lub.example/callback',
  // no place at all
  'javascript:alert(1)',
  'data:text/html,x',
  'null',
  '',
];

/** Changes of a request's parameters: null leaves one out, a list names one more than once. */
export type Change = Record<string, string | readonly string[] | null>;

const S256 = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');
const CHALLENGE = S256('v'.repeat(43));

/** Security item 12: what a request says of PKCE that is not S256. */
export const CHALLENGES: readonly (readonly [what: string, change: Change])[] = [
  ['no challenge', { code_challenge: null, code_challenge_method: null }],
  ['an empty challenge', { code_challenge: '' }],
  ['a method without a challenge', { code_challenge: null }],
  ['a challenge without its method', { code_challenge_method: null }],
  ['an empty method', { code_challenge_method: '' }],
  ['plain', { code_challenge_method: 'plain' }],
  ['plain, and a verifier as its challenge', { code_challenge: 'v'.repeat(43), code_challenge_method: 'plain' }],
  ['an unknown method', { code_challenge_method: 'S512' }],
  ['the method in small letters', { code_challenge_method: 's256' }],
  ['a space after the method', { code_challenge_method: 'S256 ' }],
  ['two methods in one', { code_challenge_method: 'S256 plain' }],
  ['the method twice', { code_challenge_method: ['S256', 'plain'] }],
  ['the challenge twice', { code_challenge: [CHALLENGE, S256('w')] }],
  ['a challenge of 42 letters', { code_challenge: CHALLENGE.slice(1) }],
  ['a challenge of 44 letters', { code_challenge: `${CHALLENGE}A` }],
  ['a challenge of 129 letters', { code_challenge: 'A'.repeat(129) }],
  ['a padded challenge', { code_challenge: `${CHALLENGE}=` }],
  ['a challenge in the other alphabet of base64', { code_challenge: `+/${CHALLENGE.slice(2)}` }],
  ['a challenge that no hash gives', { code_challenge: '~'.repeat(43) }],
  ['a challenge in hexadecimal', { code_challenge: Buffer.from(CHALLENGE, 'base64url').toString('hex') }],
  ['a challenge with a space', { code_challenge: `${CHALLENGE.slice(1)} ` }],
  ['a challenge with a zero byte', { code_challenge: `${CHALLENGE.slice(1)}\0` }],
];

/** Security item 12: what comes to the token endpoint that is not the verifier of a code. */
export const VERIFIERS: readonly (readonly [what: string, shown: (verifier: string) => readonly string[]])[] = [
  ['none', () => []],
  ['an empty one', () => ['']],
  ['another', () => ['x'.repeat(43)]],
  ['the challenge itself', (verifier) => [S256(verifier)]],
  ['the hash of the challenge', (verifier) => [S256(S256(verifier))]],
  ['it with one letter changed', (verifier) => [(verifier.startsWith('A') ? 'B' : 'A') + verifier.slice(1)]],
  ['it with a letter more', (verifier) => [`${verifier}A`]],
  ['it with a letter less', (verifier) => [verifier.slice(0, -1)]],
  ['it backwards', (verifier) => [[...verifier].reverse().join('')]],
  ['it in capitals', (verifier) => [verifier.toUpperCase()]],
  ['it after a space', (verifier) => [` ${verifier}`]],
  ['it before a line break', (verifier) => [`${verifier}\n`]],
  ['it before a zero byte', (verifier) => [`${verifier}\0`]],
  ['it, escaped once too often', (verifier) => [`%${verifier.charCodeAt(0).toString(16)}${verifier.slice(1)}`]],
  ['it and another', (verifier) => [verifier, 'x'.repeat(43)]],
  ['another and it', (verifier) => ['x'.repeat(43), verifier]],
  ['one of 42 letters', () => ['x'.repeat(42)]],
  ['one of 129 letters', () => ['x'.repeat(129)]],
  ['one of 10,000 letters', () => ['x'.repeat(10_000)]],
  ['a list of it', (verifier) => [JSON.stringify([verifier])]],
];
