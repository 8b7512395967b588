import { type DescribedArea } from '../operation';
import { collectionOf } from '../schemas/answerSchema';
import { notification, notificationSettings, wholeNotification } from '../schemas/notification';

export const notifications: DescribedArea = {
  name: 'Notifications',
  about: 'What customers are written.',
  operations: {
    listNotifications: { summary: 'Get messages', details: 'In order of what they tell of, from `since` on, itself included.', answers: { 200: collectionOf(notification) } },
    getNotification: { summary: 'Get a message with its text', answers: { 200: wholeNotification } },
    sendNotification: { summary: 'Send a message again', details: 'It is sent within the minute, to the letter as it stands.', answers: { 202: notification } },
    getNotificationSettings: { summary: 'Get which messages are sent, and as whom', answers: { 200: notificationSettings } },
    replaceNotificationSettings: { summary: 'Say which messages are sent, and as whom', details: 'A kind that is turned on tells of what happens from then on.', answers: { 200: notificationSettings } },
  },
};
