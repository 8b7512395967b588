import { replaceSettings } from '../../../src/app/notification/settings';
import { partnerKinds } from '../../../src/domain/notification/kinds';
import { type Message } from '../../../src/domain/notification/state';
import { type Stores } from '../../../src/wiring/wiring';
import { rowsOf } from '../../support/worldStores';
import { World } from '../../support/world';

export const at = '2021-06-18T10:00:00.000Z';
export const mailed = { NEXTTERM_MAIL: 'file:///mail', NEXTTERM_MAIL_FROM: 'no-reply@nextterm.example' };
export const licence = { sku: 'NCBUSSTAND01:0001' };

/** A world that sends mail, from a minute before {@link at}, in which these partners want all of it. */
export const mailingWorld = async (from?: Stores, slugs: readonly string[] = ['havn']): Promise<World> => {
  const world = await World.at('2021-06-18T09:59:00.000Z', from, undefined, mailed);
  await world.app.consumers.begin();
  for (const slug of slugs) {
    const { tenantId } = world.as(slug).partner;
    await replaceSettings(world.app.notifications, tenantId, { senderName: `${slug} Cloud`, replyTo: `help@${slug}.example`, partnerEmail: `desk@${slug}.example`, language: 'en', kinds: partnerKinds });
  }
  world.sleepUntil(at);
  return world;
};

/** All messages, in order of their mailboxes and of what they tell. */
export const messagesIn = async ({ stores }: World): Promise<readonly Message[]> => (await rowsOf(stores.Notifications)).filter(({ key }) => key.startsWith('message|')).map(({ value }) => value as unknown as Message);
