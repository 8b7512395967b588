import { randomUUID } from 'node:crypto';
import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import { TOPIC } from '../../adapters/servicebus/topic';
import { startBrokerProcess } from './brokerServer';
import { type Measured, megabytesNow, peakMegabytes, rounded, secondsOf } from './measured';
import { withFolder } from './server';

const MESSAGES = 100_000;
const SUBJECTS = 10_000;
const BATCH = 100;
const BUDGET = 250;
/** About as much as an event of ours says. */
const BODY = { text: 'x'.repeat(700) };

/** Memory of the broker when 100,000 events wait in each subscription of the topic, before and after a crash. */
export const brokerMemory = (): Promise<readonly Measured[]> =>
  withFolder(async (folder) => {
    const broker = await startBrokerProcess(folder);
    const client = new ServiceBusClient(broker.connectionString);
    const sender = client.createSender(TOPIC);
    const subjects = Array.from({ length: SUBJECTS }, () => randomUUID());
    const seconds = await secondsOf(async () => {
      for (let sent = 0; sent < MESSAGES; sent += BATCH) await sender.sendMessages(Array.from({ length: BATCH }, (_, index) => message(subjects, sent + index)));
    });
    await client.close();
    const peak = memory(`the most memory of the broker until ${MESSAGES} messages were in each of two subscriptions`, peakMegabytes(broker.pid));
    await broker.collect();
    const held = memory('its memory then, without garbage', megabytesNow(broker.pid), BUDGET);
    await broker.kill();
    let again = broker;
    const restart = await secondsOf(async () => {
      again = await startBrokerProcess(folder);
    });
    await again.collect();
    const after = memory('the same after it was killed and started again', megabytesNow(again.pid), BUDGET);
    await again.kill();
    return [
      ...peak,
      ...held,
      ...after,
      { what: 'start with all of them', value: rounded(restart, 1), unit: 's' },
      { what: 'taken in, by batches of 100, each confirmed by the disk', value: rounded(MESSAGES / seconds), unit: '/s' },
    ];
  });

const memory = (what: string, value: number | undefined, budget?: number): readonly Measured[] => (value === undefined ? [] : [{ what, value, unit: 'MB', ...(budget !== undefined && { budget }) }]);

function message(subjects: readonly string[], number: number): ServiceBusMessage {
  const subject = subjects[number % SUBJECTS] ?? '';
  return {
    body: BODY,
    contentType: 'application/cloudevents+json; charset=utf-8',
    messageId: `${subject}:${1 + Math.floor(number / SUBJECTS)}`,
    sessionId: subject,
    subject: 'subscription',
    applicationProperties: { customerId: subject, partnerId: subject, facts: 'SeatsAdded' },
  };
}
