import { settingsResource } from '../../src/adapters/http/resources/notification';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { getSettings } from '../../src/app/notification/settings';
import { success } from '../../src/kernel/result';
import { theApp } from '../../src/wiring/wiring';

/** With every kind there is, and which of them are on. */
route({
  name: 'getNotificationSettings',
  method: 'GET',
  path: '/nextterm/v1/notificationsettings',
  permission: 'notificationSettings.manage',
  handle: async ({ context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { notifications } = await theApp();
    const { tenantId } = partner.value;
    return success({ status: 200, body: settingsResource(tenantId, await getSettings(notifications, tenantId), notifications.mail !== undefined) });
  },
});
