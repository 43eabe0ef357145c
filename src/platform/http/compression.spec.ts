import { encodingFor } from './compression.js';

describe('encodingFor', () => {
  it('takes brotli or gzip where the caller names it, and nothing that the caller refuses', () => {
    const asked = {
      'gzip, deflate, br, zstd': 'br',
      'gzip, deflate': 'gzip',
      'BR;q=0.5, gzip': 'br',
      'br;q=0, gzip;q=0.1': 'gzip',
      'br;q=0.000, *': 'gzip',
      '*': 'br',
      '*;q=0': undefined,
      'identity, deflate': undefined,
      '': undefined,
    };
    for (const [header, encoding] of Object.entries(asked)) {
      expect([header, encodingFor(header)]).toEqual([header, encoding]);
    }
    expect(encodingFor(undefined)).toBeUndefined();
  });
});
