export { NotificationsModule } from './notifications.module.js';
export { HoldAfterRestore } from './use-cases/hold-after-restore.js';
export { MailPreviews } from './email/mail-previews.js';
