import { plusMinutes } from '../../kernel/instant';
import { type RowPage } from '../../kernel/partitionStore';
import { deliveryDeadline, retentionDeadline } from './webhookDeadlines';
import { attemptPrefix, duePrefix, endpointPartition, endpointPrefix, partnerPartition } from './webhookKeys';
import { endpointRows } from './webhookRows';
import { type WebhookPorts } from './webhookPorts';

/**
 * DUE-1: goes over all endpoints, and writes anew what must come by of each: a delivery where something waits, the end of keeping where something is kept. Written where they stand already they stay one. Two operations, and a write, for each endpoint that
 * has something.
 * @throws when the store fails.
 */
export const checkEndpoints = async (ports: WebhookPorts): Promise<void> => {
  const { webhooks, deadlines, clock, unreadable } = ports;
  const now = clock.now();
  let continuation: string | undefined;
  do {
    const page: RowPage = await webhooks.listAcross({ fromPartition: partnerPartition(''), toPartition: partnerPartition('~'), limit: 100, ...(continuation !== undefined && { continuation }) });
    const endpoints = endpointRows.readable(page.rows.filter(({ key }) => key.startsWith(endpointPrefix)));
    await unreadable.raise(endpoints.unreadable);
    for (const endpoint of endpoints.items) {
      const partition = endpointPartition(endpoint.id);
      const [waiting, kept] = await Promise.all([webhooks.list(partition, { prefix: duePrefix, limit: 1 }), webhooks.list(partition, { prefix: attemptPrefix, limit: 1 })]);
      // Within the minute: a delivery that is put off anyway only looks again.
      await deadlines.put([...(waiting.rows.length > 0 ? [deliveryDeadline(endpoint, plusMinutes(now, 1))] : []), ...(kept.rows.length > 0 ? [retentionDeadline(endpoint, now)] : [])]);
    }
    continuation = page.continuation;
  } while (continuation !== undefined);
};
