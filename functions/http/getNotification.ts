import { ownMailbox } from '../../src/adapters/http/notificationCall';
import { notificationPreview } from '../../src/adapters/http/resources/notification';
import { route } from '../../src/adapters/http/route';
import { getMessage } from '../../src/app/notification/mailbox';
import { opaqueIdSchema } from '../../src/adapters/http/wireSchemas';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** With its text, as it is sent. */
route({
  name: 'getNotification',
  method: 'GET',
  path: '/nextterm/v1/notifications/{notificationId}',
  params: { notificationId: opaqueIdSchema },
  permission: 'notifications.manage',
  handle: async ({ params, context }) => {
    const mailbox = ownMailbox(context);
    if (!mailbox.ok) return mailbox;
    const { notifications } = await theApp();
    const message = await getMessage(notifications, mailbox.value, params.notificationId);
    return message.ok ? success({ status: 200, body: notificationPreview(message.value) }) : message;
  },
});
