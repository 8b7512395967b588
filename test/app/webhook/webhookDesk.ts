import { createEndpoint, type EndpointAsked } from '../../../src/app/webhook/endpoints';
import { endpointPartition } from '../../../src/app/webhook/webhookKeys';
import { type Endpoint } from '../../../src/domain/webhook/state';
import { rowsOf } from '../../support/worldStores';
import { type World } from '../../support/world';

let made = 0;

/** An endpoint of havn's, that listens to all unless it is told otherwise. */
export const listening = async (world: World, asked: Partial<EndpointAsked> = {}, slug = 'havn'): Promise<Endpoint> => {
  made += 1;
  const outcome = await createEndpoint(world.app.webhook, world.as(slug).partner.tenantId, { url: 'https://hooks.example/one', events: ['*'], customers: [], products: [], ...asked }, { requestId: `request ${made}`, fingerprint: 'f' });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value.endpoint;
};

/** What lies there of deliveries to an endpoint, by the first word of the keys. */
export const rowsAt = async (world: World, { id }: Endpoint, kind: string) => (await rowsOf(world.stores.Webhooks)).filter(({ partition, key }) => partition === endpointPartition(id) && key.startsWith(`${kind}|`));
