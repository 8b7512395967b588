import { type Told } from '../event/storedEvents';
import { deliverEarly } from './deliver';
import { type SendPorts } from './send';
import { deliveryKey, endpointPartition } from './webhookKeys';
import { deliveryRows } from './webhookRows';

/** Whether it waits there, and nobody has tried it yet: what failed has its own time. */
const isNew = async ({ webhooks }: SendPorts, endpointId: string, { subject, version }: Told): Promise<boolean> => {
  const row = await webhooks.read(endpointPartition(endpointId), deliveryKey(subject.id, version));
  const [delivery] = row === undefined ? [] : deliveryRows.readable([row]).items;
  return delivery?.status === 'waiting' && delivery.attempts === 0;
};

/**
 * WHK-3: an event that somebody was told of on the bus is delivered now, and not with the next minute's sweep, to those endpoints of its partner for which it was taken up. It takes nothing up, and takes no deadline away: whatever it does not do, the sweep
 * does. Nothing while the operator holds deliveries back (DUE-4). One read for each endpoint that does not have it. Never throws: what fails is logged, and left to the sweep.
 */
export const deliverAtOnce = async (ports: SendPorts, told: Told): Promise<void> => {
  if (told.partnerId === '') return;
  try {
    const { items } = await ports.endpoints.remembered(told.partnerId);
    for (const endpoint of items) {
      if (endpoint.unsubscribedAt !== undefined || !(await isNew(ports, endpoint.id, told))) continue;
      if (await ports.sweepControl.holds('webhook')) return;
      await deliverEarly(ports, endpoint);
    }
  } catch (error) {
    ports.log.warn(`The delivery of ${told.id} is left to the sweep`, error);
  }
};
