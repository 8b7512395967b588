export type NotificationRefusal =
  /** NTF-5: also of another partner's. */
  | { readonly kind: 'NotificationNotFound'; readonly notificationId: string }
  /** The installation sends no mail. */
  | { readonly kind: 'MailNotSet' };
