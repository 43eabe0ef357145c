import { join } from 'node:path';
import ts from 'typescript';
import { DataSource, type EntityMetadata } from 'typeorm';
import { insertMany, updateMany } from '../../../../src/platform/work/bulk.js';
import { type AggregateClass, RowMapper } from '../../../../src/platform/work/row-mapper.js';
import { decorators, nodes } from '../../architecture/code-base.js';
import { type Claim, wrongColumns } from './claims.js';
import type { Describer } from './described.js';
import { pathOf, ROOT, type Sources } from './sources.js';

type Module = Record<string, AggregateClass>;

/** The entities of `src`, what TypeORM makes of them, and the statements that the unit of work makes of that. */
export class Entities {
  private constructor(
    private readonly classes: ReadonlyMap<string, ts.ClassDeclaration>,
    private readonly dataSource: DataSource,
  ) {}

  static async read({ files }: Sources, url: string): Promise<Entities> {
    const found = files.flatMap((file) => nodes(file, ts.isClassDeclaration));
    const classes = found.filter((each) => decorators(each).includes('Entity'));
    const entities = await Promise.all(
      classes.map(async (each) => {
        const module = (await import(join(ROOT, 'src', pathOf(each)))) as Module;
        return module[each.name!.text]!;
      }),
    );
    const dataSource = await new DataSource({ type: 'postgres', url, entities, poolSize: 1 }).initialize();
    return new Entities(new Map(classes.map((each) => [each.name!.text, each])), dataSource);
  }

  end(): Promise<void> {
    return this.dataSource.destroy();
  }

  /** The rows of an entity that fulfil a condition, as the unit of work reads them. */
  rowsOf(entity: string, condition: string): string {
    const metadata = this.#all.find(({ name }) => name === entity);
    if (!metadata) throw new Error(`${entity} is no entity.`);
    return `${this.#mapper.select(metadata.target as AggregateClass)} WHERE ${condition}`;
  }

  /** What is wrong with the statements of each entity, and with the types of its fields. */
  async findings({ checker }: Sources, describer: Describer): Promise<string[]> {
    const findings: string[] = [];
    for (const metadata of this.#all) {
      const select = this.#mapper.select(metadata.target as AggregateClass);
      const described = await describer.describe(select);
      const wrong =
        typeof described === 'string'
          ? [described]
          : wrongColumns(checker, this.#claims(checker, metadata), select, described.columns);
      for (const text of this.#writes(metadata)) {
        const problem = await describer.describe(text);
        if (typeof problem === 'string') wrong.push(problem);
      }
      findings.push(...wrong.map((problem) => `${metadata.name}: ${problem}`));
    }
    return findings;
  }

  get #all(): EntityMetadata[] {
    return this.dataSource.entityMetadatas;
  }

  get #mapper(): RowMapper {
    return new RowMapper(this.dataSource);
  }

  #writes(metadata: EntityMetadata): string[] {
    const { columns, tablePath } = metadata;
    const sets = columns.map(({ databaseName }, index) => `"${databaseName}" = $${index + 2}`).join(', ');
    return [
      `${this.#mapper.insert(metadata.target as AggregateClass)} ON CONFLICT DO NOTHING RETURNING 1`,
      `UPDATE ${tablePath} SET ${sets} WHERE id = $1 RETURNING 1`,
      `DELETE FROM ${tablePath} WHERE id = $1`,
      insertMany(metadata, []).text,
      updateMany(metadata, columns, []).text,
    ];
  }

  /** A column with a transformer is what that makes of it. */
  #claims(checker: ts.TypeChecker, { name, columns }: EntityMetadata): Claim[] {
    const type = checker.getTypeAtLocation(this.classes.get(name)!);
    return columns
      .filter(({ transformer }) => !transformer)
      .map(({ databaseName, propertyName }) => {
        const property = type.getProperty(propertyName)!;
        return { name: databaseName, type: checker.getTypeOfSymbol(property), isOptional: false };
      });
  }
}
