import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { changesTo } from '../../platform/work/changes-of-person.js';
import { PersonalData } from '../../platform/work/personal-data.js';

const MAILS = `
  SELECT id, template, kind, to_address AS "to", to_name AS "toName", subject, model AS content, calendar, state, attempts,
         created_at AS "createdAt", sent_at AS "sentAt"
    FROM notifications.mails WHERE user_id = $1 ORDER BY id DESC`;
const OWN = `SELECT 'Preferences', $1::uuid`;

/** ID-17: the mails to a person, for the export of their data, without the secrets of links. */
@Injectable()
export class MailsOfPersonQueries {
  constructor(database: Database, personalData: PersonalData) {
    personalData.add('mails', (userId) => database.query(MAILS, [userId]));
    personalData.add('notificationPreferences', (userId) =>
      database.query('SELECT unwanted FROM notifications.preferences WHERE id = $1', [userId]),
    );
    personalData.add('changesToMyPreferences', (userId) => database.query(changesTo(OWN), [userId]));
  }
}
