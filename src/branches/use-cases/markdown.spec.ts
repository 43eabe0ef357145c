import fc from 'fast-check';
import { htmlOf } from './markdown.js';

/** What the renderer itself may write; whatever else looks like a tag came from the text. */
const OURS =
  /<\/?(?:p|h[1-6]|ul|ol|li|strong|em|s|code|pre|blockquote|hr|br|table|thead|tbody|tr|th|td|a)(?: (?:href|rel|title|start|class|style)="[^"<>]*")*>/g;

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:x)',
  '![x](https://evil.example/pixel.gif)',
  '![x](javascript:alert(1))',
  '<javascript:alert(1)>',
  '[x](https://ok.example "a\\" onmouseover=alert(1) b")',
  '[x]: javascript:alert(1)\n\n[x]',
  '<a href="https://evil.example" onclick="x">y</a>',
  '```"><script>\nx\n```',
  '[x](//evil.example)',
  '<svg/onload=alert(1)>',
];

const rest = (html: string) => html.replace(OURS, '');

describe('welcome messages (BR-1)', () => {
  it('are rendered', () => {
    expect(htmlOf('# Kia ora\n\n- **keys** at the [desk](https://desk.example/a?b=c)')).toBe(
      '<h1>Kia ora</h1>\n<ul>\n<li><strong>keys</strong> at the <a href="https://desk.example/a?b=c" ' +
        'rel="noopener noreferrer nofollow">desk</a></li>\n</ul>\n',
    );
  });

  it.each(hostile)('BR-1, no markup of its own, no script, no picture: %s', (text) => {
    const html = htmlOf(text);
    expect(rest(html)).not.toMatch(/[<>]/);
    expect(html).not.toMatch(/<(?:script|img|svg)/i);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:\/\/|mailto:|tel:)/);
  });

  it('BR-1: whatever is written, nothing but our own tags comes out', () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostile, '\n', '\n\n', '> ', '* ', '`', '|', '<', '"', '](', '&'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(rest(htmlOf(pieces.join('')))).not.toMatch(/[<>]/);
      }),
      { numRuns: 1_000 },
    );
  });
});
