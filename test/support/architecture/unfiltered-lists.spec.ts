import { CodeBase } from './code-base.js';
import { listsWithoutFilter } from './unfiltered-lists.js';

const FILTERED = `
  import { reportRules } from './report-rules.js';
  import { VehicleQueries } from './vehicle.queries.js';
  export class Lists {
    constructor(private readonly vehicles: VehicleQueries, private readonly names: ReadableNameQueries) {}
    async directly(actor: Actor, page: PageRequest): Promise<Page<Row>> {
      return this.#page(actor.filter('read', 'Vehicle', COLUMNS, 1), page);
    }
    async ofParent(actor: Actor, id: string): Promise<Page<Row>> {
      actor.ensure('read', 'Vehicle', await this.vehicles.row(id));
      return this.#page(id);
    }
    async byHelper(actor: Actor): Promise<Page<Row>> { return this.#page(reportRules(actor)); }
    batches(actor: Actor): AsyncGenerator<Row[]> { return this.vehicles.batches(actor); }
    kinds(actor: Actor): Promise<string[]> { return this.#kinds(actor); }
    internal(ids: string[]): Promise<Row[]> { return this.database.query(ROWS, [ids]); }
    #page(filter: RowFilter, page: PageRequest): Page<Row> { return pageFrom(this.database.query(ROWS), page.limit, key); }
    #kinds(actor: Actor): string[] { return this.database.query(KINDS, actor.filter('read', 'Vehicle', {}, 1).values); }
  }`;
const OTHERS = {
  'src/fleet/use-cases/report-rules.ts':
    "export const reportRules = (actor: Actor) => actor.filter('read', 'Report', {}, 1);",
  'src/fleet/use-cases/vehicle.queries.ts': `export class VehicleQueries {
    row(id: string) { return this.database.one(ROW, [id]); }
    async *batches(actor: Actor): AsyncGenerator<Row[]> { yield actor.filter('read', 'Vehicle', {}, 1); }
  }
  export class Elsewhere { row(actor: Actor) { actor.ensure('read', 'Vehicle', row); } }`,
};
const found = (lists: string, listed: Readonly<Record<string, string>> = {}): string[] =>
  listsWithoutFilter(CodeBase.of({ ...OTHERS, 'src/fleet/use-cases/lists.ts': lists }), listed);

describe('the check of lists without an actor’s filter', () => {
  it('accepts a filter in the list, in what it calls, and for the row that it is about', () => {
    expect(found(FILTERED)).toEqual([]);
  });

  it.each([
    ['directly', "actor.filter('read', 'Vehicle', COLUMNS, 1)", "'TRUE'"],
    ['ofParent', "actor.ensure('read', 'Vehicle', await this.vehicles.row(id))", 'await this.vehicles.row(id)'],
    ['byHelper', 'reportRules(actor)', 'rows(actor)'],
    ['batches', 'this.vehicles.batches(actor)', 'this.vehicles.row(actor)'],
    ['kinds', "actor.filter('read', 'Vehicle', {}, 1).values", "rows.filter((row) => row.kind !== '')"],
    ['byHelper', 'reportRules(actor)', 'await this.names.of(actor, ids)'],
  ])('finds %s without it', (name, filter, nothing) => {
    expect(FILTERED.split(filter)).toHaveLength(2);
    expect(found(FILTERED.replace(filter, nothing))).toEqual([
      `src/fleet/use-cases/lists.ts: Lists.${name} asks no actor`,
    ]);
  });

  it('finds a page that is made without the type of one', () => {
    expect(found('class Lists { async all() { return pageFrom(await this.database.query(ROWS), 50, key); } }')).toEqual(
      ['src/fleet/use-cases/lists.ts: Lists.all asks no actor'],
    );
  });

  it('accepts what is listed with its reason, and finds a line of the list that nothing needs', () => {
    const open = 'class Lists { all(): Promise<Page<Row>> { return this.database.query(ROWS); } }';
    expect(found(open, { 'Lists.all': 'everybody may' })).toEqual([]);
    expect(found(open, { 'Lists.all': 'everybody may', 'Lists.some': 'long ago' })).toEqual([
      'Lists.some: is listed, and need not be',
    ]);
  });
});
