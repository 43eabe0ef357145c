import { searchKey } from '../domain/names.js';

/**
 * The condition that a column of `platform.search_key` holds what is searched for. What has no letter and no digit is
 * found nowhere.
 *
 * @param bind adds a value to those of the statement, and says its parameter
 */
export const searched = (column: string, words: string, bind: (value: string) => string): string =>
  searchKey(words) === '' ? 'FALSE' : `${column} LIKE '%' || platform.search_key(${bind(words)}) || '%'`;

/** A LIKE pattern for what holds this text, literally. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
