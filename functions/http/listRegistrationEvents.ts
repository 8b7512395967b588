import { route } from '../../src/adapters/http/route';
import { PUBLISHED_EVENTS } from '../../src/domain/webhook/publishedNames';
import { success } from '../../src/kernel/result';

/** A bare array, as published. */
route({
  name: 'listRegistrationEvents',
  method: 'GET',
  path: '/webhooks/v1/registration/events',
  permission: 'webhooks.manage',
  handle: async () => success({ status: 200, body: PUBLISHED_EVENTS }),
});
