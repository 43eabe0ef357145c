import type * as redocly from '@redocly/openapi-core';
import type * as spectral from '@stoplight/spectral-core';
import type * as rulesets from '@stoplight/spectral-rulesets';
import { makeApiDocument } from '../src/openapi.js';

/** As Node loads them: they are packages of CommonJS that Jest would evaluate module by module. */
const natively = async <Module>(name: string): Promise<Module> => {
  const module = await importNatively<Module & { default?: Module }>(name);
  return module.default ?? module;
};

describe('the OpenAPI document as the linters of the trade see it', () => {
  let document: object;

  beforeAll(async () => {
    document = JSON.parse(JSON.stringify(await makeApiDocument())) as object;
  });

  it('redocly (recommended) finds nothing', async () => {
    const { createConfig, lintFromString } = await natively<typeof redocly>('@redocly/openapi-core');
    const config = await createConfig({ extends: ['recommended'] });
    const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: '/openapi.json', config });
    expect(found.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer} ${message}`)).toEqual([]);
  });

  it('spectral (oas) finds nothing', async () => {
    const { Spectral } = await natively<typeof spectral>('@stoplight/spectral-core');
    const { oas } = await natively<typeof rulesets>('@stoplight/spectral-rulesets');
    const linter = new Spectral();
    linter.setRuleset({ extends: [oas as never] });
    const found = await linter.run(document as never);
    expect(found.map(({ code, message, path }) => `${code} ${path.join('/')} ${message}`)).toEqual([]);
  });
});
