import { type Partner } from '../../../../src/domain/parties/partner/state';
import { type Random } from '../../../fuzz/random';
import { type Life } from '../../engine/life';
import { ofPartner, type Asking } from '../asking';
import { type Step } from '../step';

const ENDPOINT = 'https://receiver.example/events';

interface Listener {
  readonly partner: Partner;
  readonly asking: Asking;
}

/** The partner of a life who has its events delivered, and messages sent: the same all through it. */
const listenerOf = (life: Life): Listener | undefined => {
  const partner = life.trait('outside partner').pick(life.world.partners);
  const asking = ofPartner(life, partner.tenantId);
  return asking && { partner, asking };
};

/** From now on it wants to have everything delivered and said. */
const beginToListen = async ({ partner, asking }: Listener): Promise<void> => {
  await asking.post('/nextterm/v1/webhooks', { url: ENDPOINT, events: ['*'] });
  await asking.put('/nextterm/v1/notificationsettings', { senderName: partner.name, replyTo: 'answers@partner.example', partnerEmail: 'desk@partner.example' });
};

/** What is done where a partner listens; the first time it begins to, and that is all. */
export const whereSomebodyListens =
  (act: (life: Life, dice: Random, partner: Partner) => Promise<void>): Step['act'] =>
  async (life, dice) => {
    const listener = listenerOf(life);
    if (listener !== undefined) await (life.hasSent('POST', '/nextterm/v1/webhooks') ? act(life, dice, listener.partner) : beginToListen(listener));
  };
