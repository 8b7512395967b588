import { type MailSender } from '../notification/notificationPorts';
import { type Measures } from './measures';

/** The same sender: a message that the mail server did not take is a failure of mail. */
export const measuredMail = (inner: MailSender, measures: Measures): MailSender => ({
  send: async (mail) => {
    const sending = await inner.send(mail);
    if (sending.kind === 'failed' || sending.kind === 'refused') measures.count('nextterm.failures', 1, { part: 'mail' });
    return sending;
  },
});
