import { z } from 'zod';
import { startBrokerProcess } from './brokerServer';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';
import { withFolder } from './server';

const result = z.object({
  events: z.number(),
  seconds: z.number(),
  poisonedSeconds: z.number(),
  repeats: z.number(),
  malformedDeliveries: z.number(),
  malformed: z.number(),
  parked: z.number(),
  operations: z.number(),
  sentPerSecond: z.number(),
});

/** Events from the outbox over a broker to a consumer, without and with some among them that nobody can take. */
export const events = (): Promise<readonly Measured[]> =>
  withFolder(async (folder) => {
    const broker = await startBrokerProcess(folder);
    try {
      const { events: count, seconds, poisonedSeconds, repeats, malformedDeliveries, malformed, parked, operations, sentPerSecond } = await inOwnProcess('eventsProcess.js', result, [broker.connectionString]);
      return [
        { what: `outbox → broker → consumer, ${count} events of as many subjects`, value: rounded(seconds, 1), unit: 's' },
        { what: 'events a second', value: rounded(count / seconds), unit: '/s' },
        { what: 'outbox → broker alone', value: rounded(sentPerSecond), unit: '/s' },
        { what: 'storage operations that the outbox costs a change of seats, at most', value: operations, unit: '', budget: 3 },
        { what: `the same events beside ${malformed} messages that no function can read and ${parked} events that the consumer cannot take: times as long`, value: rounded(poisonedSeconds / seconds, 2), unit: '', budget: 1.5 },
        { what: 'deliveries of each such message, then a dead letter', value: rounded(malformedDeliveries / malformed, 2), unit: '' },
        { what: 'deliveries of others beyond the first', value: repeats, unit: '' },
      ];
    } finally {
      await broker.kill();
    }
  });
