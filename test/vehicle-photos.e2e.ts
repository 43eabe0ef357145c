import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import { PICTURE } from './support/picture.js';

const MOST_BYTES = 5 * 1024 * 1024;

/** A PNG that claims to be of that size, and holds one row of nothing. */
function claiming(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const rows = chunk('IDAT', deflateSync(Buffer.alloc(1_000)));
  return Buffer.concat([signature, chunk('IHDR', head), rows, chunk('IEND', Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A picture of a million pixels, each of its own colour: it cannot be compressed. */
function large(format: 'jpeg' | 'png'): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const create = { width: 1_000, height: 1_000, channels: 3 as const, background: '#000', noise };
  return sharp({ create }).toFormat(format, { compressionLevel: 0 }).toBuffer();
}

describe('photos of vehicles', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let manager: Awaited<ReturnType<Given['user']>>;
  let booker: Awaited<ReturnType<Given['user']>>;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    manager = await given.user(branchId, ['branch_admin']);
    booker = await given.user(branchId, ['booker']);
  });
  afterAll(() => app.stop());

  const put = (vehicleId: string, raw: Buffer | string, type = 'image/jpeg', headers = {}, who = manager) =>
    who.client.put(`/vehicles/${vehicleId}/photo`, undefined, { raw, headers: { 'content-type': type, ...headers } });
  const bytesOf = async (path: string, who = booker) => {
    const response = await fetch(app.origin + path, { headers: { cookie: who.client.cookie } });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('BR-3: a photo is made small, upright and clean, and whoever sees the vehicle sees it', async () => {
    const vehicleId = await given.vehicle(branchId);
    const gps = { IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '36/1 50/1 0/1' } };
    const picture = await sharp({ create: { width: 3_000, height: 2_000, channels: 3, background: '#c33' } })
      .withExif({ IFD0: { Make: 'Camera of somebody' }, ...gps })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { status, body, headers } = await put(vehicleId, picture);
    expect([status, body.version]).toEqual([200, 2]);
    expect(headers.get('etag')).toMatch(new RegExp(`^"${vehicleId}\\.2\\.`));
    expect(body.photoUrl).toMatch(new RegExp(`^/api/v1/vehicles/${vehicleId}/photo\\?v=[0-9a-f-]{36}$`));
    const { response, bytes } = await bytesOf(body.photoUrl);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(response.headers.get('cache-control')).toBe('private, max-age=600');
    const told = await sharp(bytes).metadata();
    expect([told.format, told.exif, told.width, told.height]).toEqual(['webp', undefined, 1_067, 1_600]);
    expect(bytes.includes('somebody')).toBe(false);

    const etag = response.headers.get('etag')!;
    const again = await fetch(app.origin + body.photoUrl, {
      headers: { cookie: booker.client.cookie, 'if-none-match': etag },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const period = await given.wish(vehicleId);
    const query = new URLSearchParams({ from: period.start, to: period.end, branchId });
    const { vehicles } = await booker.client.expect(200, 'GET', `/availability?${query}`);
    expect(vehicles).toContainEqual(expect.objectContaining({ id: vehicleId, photoUrl: body.photoUrl }));
  });

  it('BR-3: a new photo has a new address; taken away, none is left', async () => {
    const vehicleId = await given.vehicle(branchId);
    const first = await put(vehicleId, PICTURE, 'image/png');
    const second = await put(vehicleId, await sharp(PICTURE).webp().toBuffer(), 'image/webp');
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.photoUrl).not.toBe(first.body.photoUrl);
    const without = await manager.client.expect(200, 'DELETE', `/vehicles/${vehicleId}/photo`);
    expect(without.photoUrl).toBeNull();
    expect((await booker.client.get(`/vehicles/${vehicleId}/photo`)).status).toBe(404);
    expect((await app.db.query('SELECT FROM fleet.vehicle_photos WHERE vehicle_id = $1', [vehicleId])).rowCount).toBe(
      0,
    );
  });

  it.each<[string, () => Buffer | string | Promise<Buffer>, string]>([
    ['text', () => 'no picture', 'not_an_image'],
    ['nothing', () => '', 'not_an_image'],
    ['SVG', () => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'not_an_image'],
    ['a GIF', () => sharp(PICTURE).gif().toBuffer(), 'not_an_image'],
    ['a TIFF', () => sharp(PICTURE).tiff().toBuffer(), 'not_an_image'],
    ['half a JPEG', async () => (await large('jpeg')).subarray(0, 20_000), 'not_an_image'],
    ['a bomb', () => claiming(60_000, 60_000), 'too_many_pixels'],
    ['a long bomb', () => claiming(1_000_000, 51), 'too_many_pixels'],
  ])('BR-3: refuses %s at its field', async (_, fileOf, code) => {
    const vehicleId = await given.vehicle(branchId);
    const { status, body } = await put(vehicleId, await fileOf());
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.errors).toEqual([{ field: 'photo', code, message: expect.any(String) }]);
    expect((await booker.client.expect(200, 'GET', `/vehicles/${vehicleId}`)).photoUrl).toBeNull();
  });

  it('BR-3: up to 5 MB are read here, and nowhere else; no other type is', async () => {
    const vehicleId = await given.vehicle(branchId);
    const picture = await large('png');
    expect(picture.length).toBeGreaterThan(1024 * 1024);
    expect((await put(vehicleId, picture, 'image/png')).status).toBe(200);
    const tooLarge = await put(vehicleId, Buffer.concat([picture, Buffer.alloc(MOST_BYTES)]), 'image/png');
    expect([tooLarge.status, tooLarge.body.code]).toEqual([413, 'too_large']);
    const elsewhere = await manager.client.patch(`/vehicles/${vehicleId}`, { notes: 'x'.repeat(300 * 1024) });
    expect(elsewhere.status).toBe(413);
    for (const type of ['image/gif', 'image/svg+xml', 'application/json', 'multipart/form-data; boundary=x']) {
      expect([type, (await put(vehicleId, PICTURE, type)).status]).toEqual([type, 415]);
    }
  });

  it('RP-13: who may not see the vehicle sees no photo; who may not change it changes none', async () => {
    const vehicleId = await given.vehicle(branchId);
    await given.photo(vehicleId);
    const stranger = await given.user(await given.branch(), ['booker', 'branch_admin']);
    expect((await stranger.client.get(`/vehicles/${vehicleId}/photo`)).status).toBe(404);
    expect((await put(vehicleId, PICTURE, 'image/png', {}, stranger)).status).toBe(404);
    expect((await put(vehicleId, PICTURE, 'image/png', {}, booker)).status).toBe(403);
    expect((await booker.client.delete(`/vehicles/${vehicleId}/photo`)).status).toBe(403);
    expect((await fetch(`${app.origin}/api/v1/vehicles/${vehicleId}/photo`)).status).toBe(401);
  });

  it('IF-2, BR-6: an old version is not given a photo, and neither is an archived vehicle', async () => {
    const vehicleId = await given.vehicle(branchId);
    await manager.client.expect(200, 'PATCH', `/vehicles/${vehicleId}`, { notes: 'Changed.' });
    const stale = await put(vehicleId, PICTURE, 'image/png', { 'if-match': `"${vehicleId}.1"` });
    expect(stale.status).toBe(412);
    await manager.client.expect(204, 'DELETE', `/vehicles/${vehicleId}`);
    expect((await put(vehicleId, PICTURE, 'image/png')).body.code).toBe('illegal_transition');
  });
});
