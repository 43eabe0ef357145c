import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'motorpool:public';

/** A public route. Every other route needs a permission; `access` refuses routes that have neither decorator. */
export const Public = () => SetMetadata(PUBLIC, true);
