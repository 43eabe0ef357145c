import addressParser from 'nodemailer/lib/addressparser';
import { ConfigError } from '../../platform/config/config.js';

/** Whom mails come from. @throws ConfigError */
export function senderOf(mailFrom: string): { name: string; address: string } {
  const [sender, ...others] = addressParser(mailFrom, { flatten: true });
  if (!sender?.address.includes('@') || others.length > 0) {
    throw new ConfigError('MAIL_FROM: expected one address, such as Motorpool <motorpool@example.org>');
  }
  return { name: sender.name, address: sender.address };
}
