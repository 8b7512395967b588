import { type Partner } from '../../../../src/domain/parties/partner/state';
import { type Life } from '../../engine/life';
import { ofPartner, type Asking } from '../asking';

const ENDPOINT = 'https://receiver.example/events';

/** The partner of this life who has its events delivered, and messages sent: the same all through it. */
export const listenerOf = (life: Life): { readonly partner: Partner; readonly asking: Asking } | undefined => {
  const partner = life.trait('outside partner').pick(life.world.partners);
  const asking = ofPartner(life, partner.tenantId);
  return asking && { partner, asking };
};

export const hasBegunToListen = (life: Life): boolean => life.hasSent('POST', '/nextterm/v1/webhooks');

/** From now on it wants to have everything delivered and said. */
export const beginToListen = async ({ partner, asking }: NonNullable<ReturnType<typeof listenerOf>>): Promise<void> => {
  await asking.post('/nextterm/v1/webhooks', { url: ENDPOINT, events: ['*'] });
  await asking.put('/nextterm/v1/notificationsettings', { senderName: partner.name, replyTo: 'answers@partner.example', partnerEmail: 'desk@partner.example' });
};
