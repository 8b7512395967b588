import { settingsBody, settingsResource } from '../../src/adapters/http/resources/notification';
import { route } from '../../src/adapters/http/route';
import { expectedVersion, writeCall } from '../../src/adapters/http/writeCall';
import { replaceSettings } from '../../src/app/notification/settings';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

route({
  name: 'replaceNotificationSettings',
  method: 'PUT',
  path: '/nextterm/v1/notificationsettings',
  permission: 'notificationSettings.manage',
  preview: 'unsupported',
  body: settingsBody,
  handle: async ({ body, context }) => {
    const call = writeCall(context);
    if (!call.ok) return call;
    const { notifications } = await theApp();
    const { tenantId } = call.value.partner;
    const settings = await replaceSettings(notifications, tenantId, body, expectedVersion(context));
    return settings.ok ? success({ status: 200, body: settingsResource(tenantId, settings.value, notifications.mail !== undefined) }) : settings;
  },
});
