import { itemsOf, oneOf } from '../asking';
import { type Step } from '../step';
import { drawSeller } from './sellers';

/** Endpoints of both forms are registered, changed, tried and given up. */
export const webhook: Step = {
  name: 'webhook',
  weight: 6,
  of: 'webhooks',
  act: async (life, dice) => {
    const { asking } = drawSeller(life, dice);
    const url = dice.chance(95) ? `https://hooks.example/${dice.below(3)}` : 'http://10.0.0.1/';
    const wish = { url, events: dice.pick([['*'], ['subscription.*'], ['*.SeatsAdded', 'transfer.*']]), description: 'Billing' };
    const published = { WebhookUrl: url, WebhookEvents: dice.pick([['subscription-updated', 'test-created'], ['test-created']]) };
    const held = itemsOf(await asking.get('/nextterm/v1/webhooks'));
    const one = oneOf(dice, held.filter(({ form }) => form === 'own' || dice.chance(20)));
    const what = one === undefined || held.length < 2 ? dice.pick(['create', 'register']) : dice.weighted([[2, 'replace'], [2, 'test'], [2, 'rotate'], [1, 'delete'], [1, 'register'], [2, 'validate'], [2, 'deliveries']] as const);
    const path = `/nextterm/v1/webhooks/${String(one?.['id'])}`;
    if (what === 'create') await asking.post('/nextterm/v1/webhooks', wish);
    if (what === 'replace') await asking.put(path, wish);
    if (what === 'test') await asking.post(`${path}/test`);
    if (what === 'rotate') await asking.post(`${path}/rotate`, {});
    if (what === 'delete') await asking.delete(path);
    if (what === 'deliveries') await asking.get(`${path}/deliveries`);
    if (what === 'register') await (dice.chance(70) ? asking.post('/webhooks/v1/registration', published) : asking.put('/webhooks/v1/registration', published));
    if (what === 'validate') {
      const sent = await asking.post('/webhooks/v1/registration/validationEvents');
      const { correlationId } = (sent.body ?? {}) as { readonly correlationId?: string };
      if (correlationId !== undefined) await asking.get(`/webhooks/v1/registration/validationEvents/${correlationId}`);
    }
  },
};
