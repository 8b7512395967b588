import { jsonText } from '../../src/adapters/http/json';
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
    const replaced = await replaceSettings(notifications, tenantId, body, expectedVersion(context));
    if (!replaced.ok) return replaced;
    const { before, settings } = replaced.value;
    const resource = (each: typeof before) => settingsResource(tenantId, each, notifications.mail !== undefined);
    return success({ status: 200, body: resource(settings), before: jsonText(resource(before)) });
  },
});
