// Reads filters from the URL: what is not one of the known values is as if it were not there.

export type Search = Record<string, unknown>;

export const textIn = (search: Search, key: string): string | undefined => {
  const value = search[key];
  // The router reads `?q=2026` as a number.
  return value === undefined || value === null || value === '' || typeof value === 'object' ? undefined : String(value);
};

export const oneOf = <Value extends string>(search: Search, key: string, values: readonly Value[]): Value | undefined =>
  values.find((value) => value === search[key]);
