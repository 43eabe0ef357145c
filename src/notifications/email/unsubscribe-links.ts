import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { isOptional, type OptionalKind } from '../domain/kinds.js';

const PURPOSE = 'unsubscribe';
const Token = z.tuple([z.uuid(), z.string().refine(isOptional)]);

/** Links that switch one kind of mail off for one person, without a sign-in. Sealed, so that nobody makes them but us. */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    private readonly config: Config,
    private readonly sealer: Sealer,
  ) {}

  /** RFC 2369, and RFC 8058 for one click. */
  headers(userId: string, kind: OptionalKind): Record<string, string> {
    const token = this.sealer.seal(JSON.stringify([userId, kind]), PURPOSE);
    return {
      'List-Unsubscribe': `<${this.config.publicUrl}/unsubscribe?token=${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
  }

  /** Whose link it is, and of what kind of mail; undefined for what is none of ours. */
  read(token: string): { userId: string; kind: OptionalKind } | undefined {
    try {
      const [userId, kind] = Token.parse(JSON.parse(this.sealer.open(token, PURPOSE)));
      return { userId, kind: kind as OptionalKind };
    } catch {
      return undefined;
    }
  }
}
