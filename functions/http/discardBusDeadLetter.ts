import { z } from 'zod';
import { jsonText } from '../../src/adapters/http/json';
import { busDeadLetterResource, busSubscriptionSchema, sequenceNumberSchema } from '../../src/adapters/http/resources/busDeadLetter';
import { route } from '../../src/adapters/http/route';
import { discardBusDeadLetter } from '../../src/app/bus/settleDeadLetters';
import { theApp } from '../../src/wiring/wiring';
import { success } from '../../src/kernel/result';

/** Own API: takes one dead letter away, for good. The audit log keeps what it told of, and why. */
route({
  name: 'discardBusDeadLetter',
  method: 'POST',
  path: '/nextterm/v1/operations/bus/deadletters/discard',
  permission: 'operations.manage',
  preview: 'unsupported',
  body: z.object({ subscription: busSubscriptionSchema, sequenceNumber: sequenceNumberSchema, reason: z.string().trim().min(1).max(500).meta({ description: 'Why, for whoever asks later.' }) }),
  handle: async ({ body: { subscription, sequenceNumber, reason } }) => {
    const discarded = await discardBusDeadLetter(await theApp(), subscription, sequenceNumber);
    if (!discarded.ok) return discarded;
    const letter = busDeadLetterResource(discarded.value);
    return success({ status: 200, body: { ...letter, status: 'discarded', discardedFor: reason }, before: jsonText(letter) });
  },
});
