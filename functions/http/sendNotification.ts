import { ownMailboxToWrite } from '../../src/adapters/http/notificationCall';
import { notificationResource } from '../../src/adapters/http/resources/notification';
import { route } from '../../src/adapters/http/route';
import { sendAgain } from '../../src/app/notification/mailbox';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** It is sent within the minute. */
route({
  name: 'sendNotification',
  method: 'POST',
  path: '/nextterm/v1/notifications/{notificationId}/send',
  params: { notificationId: opaqueIdSchema },
  permission: 'notifications.manage',
  preview: 'unsupported',
  handle: async ({ params, context }) => {
    const mailbox = ownMailboxToWrite(context);
    if (!mailbox.ok) return mailbox;
    const { notifications } = await theApp();
    const message = await sendAgain(notifications, mailbox.value, params.notificationId, context.requestId);
    return message.ok ? success({ status: 202, body: notificationResource(message.value) }) : message;
  },
});
