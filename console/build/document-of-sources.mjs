import '../../test/support/native/hooks.mjs';

/** The OpenAPI document of the sources, not of the last build. */
export async function documentOfSources() {
  const { describeApi } = await import('../../src/openapi.ts');
  return describeApi();
}
