import { type Mail } from '../../app/notification/notificationPorts';

/** A mail as the library takes it. It encodes names, and lets no line break into a header. @param address of whoever sends. */
export const mimeOf = ({ messageId, fromName, replyTo, to, subject, text, html, at }: Mail, address: string) => ({
  messageId,
  from: { name: fromName, address },
  ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
  // As an object, so that nothing in it is taken for a second address.
  to: { name: '', address: to },
  subject,
  text,
  html,
  date: new Date(at),
  headers: { 'Auto-Submitted': 'auto-generated' },
  // Nothing is read from files or addresses, whatever a text holds.
  disableFileAccess: true,
  disableUrlAccess: true,
});
