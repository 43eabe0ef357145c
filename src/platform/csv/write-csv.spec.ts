import fc from 'fast-check';
import { parseCsv } from './parse-csv.js';
import { type CsvCell, csvLines, csvPieces } from './write-csv.js';

async function file(headings: string[], batches: CsvCell[][][]): Promise<string> {
  const columns = headings.map((heading, index) => [heading, (row: CsvCell[]) => row[index] ?? null] as const);
  async function* all() {
    yield* batches;
  }
  const pieces: string[] = [];
  for await (const piece of csvPieces(columns, all())) pieces.push(piece);
  return pieces.join('');
}

describe('writing CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
    'BK-15: text that a spreadsheet would run is kept from it: %j',
    (text) => {
      expect(csvLines([[text]]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('numbers and instants stay what they are, nothing is an empty cell', () => {
    const instant = new Date('2038-02-01T08:00:00Z');
    expect(csvLines([[-1, 0.5, true, null, instant]])).toBe('-1,0.5,true,,2038-02-01T08:00:00.000Z\r\n');
  });

  it('begins with a byte order mark and ends each line with CRLF', async () => {
    expect(await file(['a', 'b'], [[['1', 'x,"y"\nz']], [['2', 'é']]])).toBe('\uFEFFa,b\r\n1,"x,""y""\nz"\r\n2,é\r\n');
  });

  it('what was written is read back, whatever the text, and no cell begins a formula', async () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed());
    const rows = fc.array(fc.tuple(fc.constant('id'), text, text), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { maxLength: 3 }), async (batches) => {
        const written = await file(['id', 'one', 'other'], batches);
        const [, ...read] = parseCsv(written.slice(1));
        const wanted = batches
          .flat()
          .map((row) => row.map((cell) => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell)));
        expect(read.map(({ fields }) => fields)).toEqual(wanted);
      }),
    );
  });
});
