import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { isOptional, type OptionalKind } from '../domain/kinds.js';

const PURPOSE = 'unsubscribe';
const Token = z.tuple([z.uuid(), z.string().refine(isOptional)]);

/** Links that unsubscribe one person from one kind of email, without a sign-in. Sealed, so that only we can make them. */
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

  /** The person and the kind of email of a link; undefined if we have not made it. */
  read(token: string): { userId: string; kind: OptionalKind } | undefined {
    try {
      const [userId, kind] = Token.parse(JSON.parse(this.sealer.open(token, PURPOSE)));
      return { userId, kind: kind as OptionalKind };
    } catch {
      return undefined;
    }
  }
}
