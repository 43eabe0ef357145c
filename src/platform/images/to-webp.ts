import type { default as Sharp } from 'sharp';

/** The longest side of a stored image: sharp on a large screen, in a few hundred kilobytes. */
const LONGEST_SIDE = 1_600;
/** A file of a few kilobytes can claim any size; decoded, a pixel takes four bytes. */
const MOST_PIXELS = 50_000_000;
const LONGEST_SECONDS = 10;

let library: Promise<typeof Sharp> | undefined;

/** Loaded with the first image: it holds 8 MB, and most processes never see one. */
function sharpLibrary(): Promise<typeof Sharp> {
  return (library ??= import('sharp').then(({ default: sharp }) => {
    // Only these three formats are ever decoded, whatever a file claims to be: libvips also knows SVG, PDF and others, which
    // may read files or addresses.
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
    });
    // One image uses one core; the queue of expensive acts limits how many are encoded at once.
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  }));
}

/** Why a file cannot be used, as a field's error. */
export class UnusableImage extends Error {
  constructor(
    readonly code: 'not_an_image' | 'too_many_pixels',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Decodes a JPEG, PNG or WebP and encodes it again as WebP, upright, at most 1,600 pixels wide and high. Nothing else of the
 * file is kept: no location, no camera data, nothing hidden.
 *
 * @throws UnusableImage
 */
export async function toWebp(file: Buffer): Promise<Buffer> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true } as const;
  const sharp = await sharpLibrary();
  try {
    const { width, height } = await sharp(file, { ...options, limitInputPixels: false }).metadata();
    if (width * height > MOST_PIXELS) {
      throw new UnusableImage('too_many_pixels', `must have at most ${MOST_PIXELS / 1_000_000} million pixels`);
    }
    return await sharp(file, options)
      .timeout({ seconds: LONGEST_SECONDS })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  } catch (error) {
    if (error instanceof UnusableImage) throw error;
    throw new UnusableImage('not_an_image', 'must be a JPEG, PNG or WebP image');
  }
}
