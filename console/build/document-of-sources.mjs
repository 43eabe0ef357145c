import '../../test/support/native/hooks.mjs';

/** The OpenAPI document of the sources, not of the last build. */
export async function documentOfSources() {
  const { makeApiDocument } = await import('../../src/openapi.ts');
  return makeApiDocument();
}
