import { Processor } from '@nestjs/bullmq';
import { Config } from '../../platform/config/config.js';
import { Readiness } from '../../platform/health/readiness.js';
import { RowProcessor, rowWorker } from '../../platform/queue/row-processor.js';
import { SendMail } from '../use-cases/send-mail.js';
import { MAIL_QUEUE } from './mail-queue.js';
import { Smtp, SMTP_CONNECTIONS } from './smtp.js';

/** Takes mails off the queue. */
@Processor(MAIL_QUEUE, rowWorker(SMTP_CONNECTIONS))
export class SendEmailProcessor extends RowProcessor {
  constructor(
    private readonly sendMail: SendMail,
    private readonly smtp: Smtp,
    config: Config,
    readiness: Readiness,
  ) {
    super(config.values.REDIS_URL === undefined, readiness);
  }

  protected attempt(id: string): Promise<void> {
    return this.sendMail.run(id);
  }

  protected breakOff(): void {
    this.smtp.breakOff();
  }
}
