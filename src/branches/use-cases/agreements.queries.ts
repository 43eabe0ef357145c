import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../platform/http/paging.js';

export interface AgreementView {
  id: string;
  version: number;
  text: string;
  publishedBy: string;
  publishedAt: Date;
}

const SELECT = `
  SELECT id, version, text, published_by AS "publishedBy", published_at AS "publishedAt" FROM branches.agreements`;

@Injectable()
export class AgreementQueries {
  constructor(private readonly database: Database) {}

  /** Every version, newest first. Anyone who is signed in may read what they have accepted. */
  async list({ limit, cursor }: PageRequest): Promise<Page<AgreementView>> {
    const before = readCursor(cursor, z.tuple([z.string().regex(/^\d{1,9}$/)]));
    const rows = await this.database.query<AgreementView>(
      `${SELECT} WHERE $1::int IS NULL OR version < $1 ORDER BY version DESC LIMIT $2`,
      [before ? Number(before[0]) : null, limit + 1],
    );
    return pageFrom(rows, limit, ({ version }) => [String(version)]);
  }

  current(): Promise<AgreementView | undefined> {
    return this.database.one<AgreementView>(`${SELECT} ORDER BY version DESC LIMIT 1`);
  }
}
