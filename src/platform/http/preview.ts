import { SetMetadata } from '@nestjs/common';

export const PREVIEW = 'motorpool:preview';

/** A route that previews a change without making it: it needs no version and no key. */
export const Preview = () => SetMetadata(PREVIEW, true);
