import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { Database } from '../../platform/database/database.js';

/** How dates and times are written for a reader. */
export interface Formats {
  locale: string;
  timeZone: string;
}

/** The organisation's formats, with the reader's own locale if they chose one. */
@Injectable()
export class FormatsOfReaders {
  constructor(
    private readonly branches: BranchesApi,
    private readonly database: Database,
  ) {}

  async of(userId: string): Promise<Formats> {
    const { locale, timeZone } = await this.branches.organisation();
    const own = await this.database.one<{ locale: string | null }>('SELECT locale FROM identity.users WHERE id = $1', [
      userId,
    ]);
    return { locale: own?.locale ?? locale, timeZone };
  }
}
