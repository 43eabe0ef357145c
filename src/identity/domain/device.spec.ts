import { deviceOf } from './device.js';

describe('deviceOf', () => {
  it('ID-16: tells browser and system, or the program', () => {
    const like = (rest: string) => deviceOf(`Mozilla/5.0 ${rest}`);
    expect(like('(X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Linux');
    const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
    expect(like(`(Windows NT 10.0; Win64; x64) ${chrome}`)).toBe('Chrome on Windows');
    expect(like(`(Windows NT 10.0; Win64; x64) ${chrome} Edg/141.0`)).toBe('Edge on Windows');
    expect(like(`(Linux; Android 16; Pixel) ${chrome}`)).toBe('Chrome on Android');
    const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';
    expect(like(`(iPhone; CPU iPhone OS 19_0 like Mac OS X) ${safari}`)).toBe('Safari on iPhone');
    expect(like(`(X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0 Safari/537.36`)).toBe(
      'Chrome on Linux',
    );
    expect(like('(Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1 Version/18.0 Safari/605.1')).toBe(
      'Safari on macOS',
    );
    expect(deviceOf('curl/8.5.0')).toBe('curl');
    expect(deviceOf('node')).toBe('node');
    expect(deviceOf(`${'x'.repeat(500)} y`)).toHaveLength(60);
    expect(deviceOf('<script>')).toBeNull();
    expect(deviceOf(undefined)).toBeNull();
  });
});
