import { AsyncResource } from 'node:async_hooks';
import { rowsOf } from '../../../support/rowsOf';
import { Random } from '../../../fuzz/random';
import { besideOf } from '../../engine/beside';
import { mustHold } from '../../engine/check';
import { send } from '../../engine/client';
import { userOf } from '../../engine/world';
import { plusMinutes } from '../../../../src/kernel/instant';
import { drawFrom } from '../../seams/chance';
import { type Step } from '../step';
import { sellerOf } from './sellerOf';

const MINUTES = 12;

/** A subscription is given up, suspended or stopped on a slow host while another sweeps before and after its operations: what is to be said of it is sent all the same (NTF-4). Beside the life, as the life's own order of such things is drawn once for all its hosts. */
export const sweepMeanwhile: Step = {
  name: 'sweep meanwhile',
  weight: 3,
  of: 'mail',
  act: async (life, dice) => {
    const held = life.known.subscriptions().filter(({ status, autoRenew }) => status === 'active' && autoRenew);
    if (held.length === 0 || !life.isWell()) return;
    const subscription = dice.pick(held);
    const partner = sellerOf(life, subscription);
    if (partner === undefined) return;
    const beside = await besideOf(life, 2);
    const [slow, other] = [beside.host(0), beside.host(1)];
    drawFrom(life.seed, 'sweep meanwhile', life.now());
    const called = { caller: userOf(partner), headers: { 'MS-RequestId': dice.guid(), 'MS-CorrelationId': dice.guid() } } as const;
    await send(other, { ...called, method: 'PUT', path: '/nextterm/v1/notificationsettings', body: { senderName: partner.name, replyTo: 'answers@partner.example', partnerEmail: 'desk@partner.example' } });
    const call = { ...called, method: 'PATCH', path: `/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}`, body: dice.pick([{ status: 'suspended' }, { status: 'deleted' }, { autoRenewEnabled: false }]) } as const;
    // One sweep after the other, and none of them is the call's own doing.
    let swept = Promise.resolve();
    const sweep = AsyncResource.bind(() => beside.round(other));
    const pass = (): Promise<void> => (swept = dice.chance(50) ? swept.then(sweep) : swept);
    slow.gate.slow({ pass });
    await send(slow, call, new Random(life.seed, 'sweep meanwhile', dice.below(1_000_000_000)));
    await swept;
    for (const { gate } of beside.hosts) gate.slow(undefined);
    await beside.advanceTo(plusMinutes(beside.now(), MINUTES));
    const now = beside.now();
    for (const { partition, key, value } of (await rowsOf(beside.stores.Notifications)).filter(({ key: each }) => each.startsWith('message|'))) {
      const { status, nextAt } = value as { readonly status?: string; readonly nextAt?: string };
      mustHold(status !== 'waiting' || (nextAt !== undefined && nextAt > now), 'NTF-4', () => `${key} of ${partition} waits to be sent at ${nextAt}, and nothing has done that by ${now}`);
    }
    life.proved('NTF-4');
    life.reach('fault × work', 'a sweep meanwhile × a call');
  },
};
