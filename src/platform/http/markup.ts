/** Markup that has been escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Markup | string | number | undefined | Piece[];

/** Builds markup: values are escaped unless they are markup themselves. */
export function html(fixed: TemplateStringsArray, ...pieces: Piece[]): Markup {
  return new Markup(fixed.map((part, i) => part + textOfPiece(pieces[i])).join(''));
}

function textOfPiece(piece: Piece): string {
  if (piece === undefined) return '';
  if (Array.isArray(piece)) return piece.map(textOfPiece).join('');
  return piece instanceof Markup ? piece.text : escape(String(piece));
}

function escape(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
