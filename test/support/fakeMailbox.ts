import { type Mail, type MailSender } from '../../src/app/notification/notificationPorts';
import { type Sending } from '../../src/domain/notification/sending';

/** Takes all mail, unless it is told otherwise. */
export class FakeMailbox implements MailSender {
  readonly mails: Mail[] = [];
  /** What the next tries come to, and all behind the last of them. */
  answer: (mail: Mail) => Sending = () => ({ kind: 'sent' });

  async send(mail: Mail): Promise<Sending> {
    const sending = this.answer(mail);
    if (sending.kind === 'sent') this.mails.push(mail);
    return sending;
  }
}
