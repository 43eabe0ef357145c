import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Default_Ignorable_Code_Point of Unicode 16: what shows nothing. */
const HIDDEN = String.raw`[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]`;
const SPACES = String.raw`[\t-\r \u0085\u1680\u2028\u2029]+`;
const DASHES = String.raw`[-\u058A\u05BE\u1400\u1806\u2010-\u2015\u2212\u2E3A\u2E3B\u301C\u30A0 ]`;
const APOSTROPHES = String.raw`[''\u0060\u00B4\u02B9\u02BB-\u02BD\u02C8\u2018\u2019\u201B\u2032\uFF07]`;
const ACCENTS = String.raw`[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]`;
const SIGNS = String.raw`[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u00D7\u00F7\u1680\u2000-\u206F\u2212\u2E00-\u2E7F\u3000-\u303F]+`;

/** The one comparison of names, plates and searched text, as `platform/domain/names.ts` has it in code. */
export class PlatformCompareNames1795987200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Letters are folded by Unicode's rules whatever the locale of the database, wherever PostgreSQL was built with ICU.
    const [{ icu }] = (await queryRunner.query(
      `SELECT EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') AS icu`,
    )) as [{ icu: boolean }];
    const collation = icu ? 'COLLATE "und-x-icu"' : '';
    const folded = (text: string, form: string) =>
      `normalize(translate(lower(upper(normalize(${text}, ${form}) ${collation})), 'ς', 'σ'), ${form})`;
    const options = 'RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE';
    await queryRunner.query(`
      CREATE FUNCTION platform.name_key(name text) ${options} AS $$
        SELECT btrim(regexp_replace(regexp_replace(${folded('name', 'NFKC')}, '${HIDDEN}', '', 'g'), '${SPACES}', ' ', 'g'), ' ')
      $$;
      CREATE FUNCTION platform.plate_key(registration text) ${options} AS $$
        SELECT regexp_replace(platform.name_key(registration), '${DASHES}', '', 'g')
      $$;
      CREATE FUNCTION platform.search_key(words text) ${options} AS $$
        SELECT btrim(regexp_replace(regexp_replace(
          replace(replace(replace(translate(regexp_replace(
            ${folded(`regexp_replace(words, '${APOSTROPHES}', '', 'g')`, 'NFKD')},
            '${ACCENTS}', '', 'g'), 'øłđðħŧ', 'olddht'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
          '${HIDDEN}', '', 'g'), '${SIGNS}', ' ', 'g'), ' ')
      $$;
      CREATE FUNCTION platform.phone_digits(phone text) ${options} AS $$
        SELECT regexp_replace(regexp_replace(normalize(phone, NFKD), '\\(0+\\)', '', 'g'), '[^0-9]', '', 'g')
      $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION platform.phone_digits(text), platform.search_key(text), platform.plate_key(text), platform.name_key(text)`);
  }
}
