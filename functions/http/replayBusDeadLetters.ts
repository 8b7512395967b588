import { z } from 'zod';
import { busSubscriptionSchema, sequenceNumberSchema } from '../../src/adapters/http/resources/busDeadLetter';
import { route } from '../../src/adapters/http/route';
import { replayBusDeadLetters } from '../../src/app/bus/settleDeadLetters';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: does what the subscription was to do with its dead letters: one, or the oldest fifty. */
route({
  name: 'replayBusDeadLetters',
  method: 'POST',
  path: '/nextterm/v1/operations/bus/deadletters/replay',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: z.object({ subscription: busSubscriptionSchema, sequenceNumber: sequenceNumberSchema.optional().meta({ description: 'One; absent: the oldest fifty.' }) }),
  handle: async ({ body: { subscription, sequenceNumber } }) => {
    const replayed = await replayBusDeadLetters(await theApp(), subscription, sequenceNumber);
    return replayed.ok ? success({ status: 200, body: replayed.value }) : replayed;
  },
});
