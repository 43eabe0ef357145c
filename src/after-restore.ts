import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { HoldAfterRestore } from './notifications/index.js';
import { loadConfig } from './platform/config/config.js';
import { factoryOptions } from './platform/http/http-app.js';
import { useQuietLogger } from './platform/logging/quiet-logger.js';
import { exitOnFailure } from './process.js';

/** `npm run after-restore`: run it on a restored database before the first worker starts (docs/operations/backup.md). */
await exitOnFailure(async () => {
  const config = loadConfig({ LOG_LEVEL: 'warn' });
  const app = await NestFactory.createApplicationContext(AppModule.for('api', config), factoryOptions);
  useQuietLogger(app);
  try {
    const { emails, calls, events, reminders } = await app.get(HoldAfterRestore, { strict: false }).run();
    console.log(
      [
        'Held back, because it may have been sent since the backup was made:',
        `  emails: ${emails} (GET /api/v1/mails?state=failed lists them; each can still be sent)`,
        `  webhook calls: ${calls} (GET /api/v1/webhooks/{id}/deliveries?state=dead lists them)`,
        `  events that would have caused more emails and calls: ${events}`,
        `  booking reminders: ${reminders}`,
        'The workers can start now.',
      ].join('\n'),
    );
  } finally {
    await app.close();
  }
});
