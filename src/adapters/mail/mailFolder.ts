import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sending } from '../../domain/notification/sending';
import { type Mail, type MailSender } from '../../app/notification/notificationPorts';
import { mimeOf } from './mime';

/** A mail as a file that mail programs open: named after its Message-ID, so sending it twice leaves one. */
export class MailFolder implements MailSender {
  constructor(
    private readonly folder: string,
    private readonly address: string,
  ) {}

  async send(mail: Mail): Promise<Sending> {
    try {
      const { createTransport } = await import('nodemailer');
      const { message } = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(mimeOf(mail, this.address));
      const [name = ''] = mail.messageId.replace(/^</, '').split('@');
      const path = join(this.folder, `${name.replace(/[^\w.-]/g, '_')}.eml`);
      await mkdir(this.folder, { recursive: true });
      await writeFile(`${path}.new`, message as Buffer);
      await rename(`${path}.new`, path);
      return { kind: 'sent' };
    } catch (error) {
      return { kind: 'failed', reason: `The mail folder does not take it: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
}
