import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'motorpool:public';

/** A route that anybody may call. Every other route needs a permission: `access` refuses what carries neither. */
export const Public = () => SetMetadata(PUBLIC, true);
