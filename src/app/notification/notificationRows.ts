import { messageSchema, settingsSchema, type Message } from '../../domain/notification/state';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { rowReader } from '../unreadable';
import { messageKey, SETTINGS_KEY } from './notificationKeys';

export const TABLE = 'Notifications';

export const messageRows = rowReader(TABLE, 'notification', messageSchema);
export const settingsRows = rowReader(TABLE, 'notificationSettings', settingsSchema);

export const messageValue = (message: Message): object => ({ type: 'notification', ...message });

/** @param etag absent: it is a new one. */
export const messageWrite = (message: Message, etag?: string): Write => {
  const row = { key: messageKey(message.id), value: messageValue(message) };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** @throws RowUnreadable. */
export const readMessage = async (store: PartitionStore, mailbox: string, id: string) => {
  const row = await store.read(mailbox, messageKey(id));
  return row && messageRows.readStored(row);
};

/** @throws RowUnreadable. */
export const readSettings = async (store: PartitionStore, partnerId: string) => {
  const row = await store.read(partnerId, SETTINGS_KEY);
  return row && settingsRows.readStored(row);
};
