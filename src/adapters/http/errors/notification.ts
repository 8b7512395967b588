import { type NotificationRefusal } from '../../../domain/notification/refusals';
import { type Rows } from './row';

/** Who is written to. No codes are published for it: the general ones. */
export const notificationErrors: Rows<NotificationRefusal> = {
  NotificationNotFound: { status: 404, code: 1000, describe: ({ notificationId }) => `There is no notification ${notificationId}.` },
  MailNotSet: { status: 400, code: 800042, describe: () => 'This installation sends no mail: NEXTTERM_MAIL is not set.' },
};
