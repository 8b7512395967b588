import { fileURLToPath } from 'node:url';
import { type Log } from '../../app/log';
import { type MailSender } from '../../app/notification/notificationPorts';
import { MailFolder } from './mailFolder';
import { SmtpMail } from './smtpMail';

/** Where mail goes out: a server, or a folder on this machine. Nothing is sent, or made, yet. @param address of whoever sends. */
export const openMail = ({ server, address }: { readonly server: string; readonly address: string }, { elapsed, log }: { readonly elapsed: () => number; readonly log: Log }): MailSender =>
  server.startsWith('file:') ? new MailFolder(fileURLToPath(server), address) : new SmtpMail(server, address, elapsed, log);
