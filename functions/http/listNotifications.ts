import { listPage } from '../../src/adapters/http/listPage';
import { ownMailbox } from '../../src/adapters/http/notificationCall';
import { notificationQuery, notificationResource } from '../../src/adapters/http/resources/notification';
import { route } from '../../src/adapters/http/route';
import { listMessages } from '../../src/app/notification/mailbox';
import { theApp } from '../../src/wiring/wiring';

/** In order of what they tell of. */
route({
  name: 'listNotifications',
  method: 'GET',
  path: '/nextterm/v1/notifications',
  permission: 'notifications.manage',
  query: notificationQuery,
  handle: async ({ query, context }) => {
    const mailbox = ownMailbox(context);
    if (!mailbox.ok) return mailbox;
    const { notifications } = await theApp();
    const { since, status } = query;
    const filter = Object.entries({ since, status }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
    const uri = `/nextterm/v1/notifications${filter.length === 0 ? '' : `?${filter.join('&')}`}`;
    return listPage({ uri, query, context }, (limit, continuation) => listMessages(notifications, mailbox.value, { since, status }, limit, continuation), notificationResource);
  },
});
