import { SetMetadata } from '@nestjs/common';

export const PREVIEW = 'motorpool:preview';

/** A route that tells what would come of something and changes nothing: it has no version to demand, and needs no key. */
export const Preview = () => SetMetadata(PREVIEW, true);
