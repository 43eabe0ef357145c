export { NotificationsModule } from './notifications.module.js';
export { type MailPreview, MailPreviews } from './email/mail-previews.js';
