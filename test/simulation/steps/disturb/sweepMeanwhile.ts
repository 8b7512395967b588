import { Jitter } from '../../../support/worldJitter';
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

/** How late operations of the host are that is asked, in turns: a sweep of the other comes between any two of them. */
const SLOWNESS = [3, 12, 60, 400] as const;
const SWEEPS = 6;
const MINUTES = 12;

/** A subscription is given up, suspended or stopped on a slow host while another sweeps again and again: what is to be said of it is sent all the same (NTF-4). Beside the life, as the life's own order of such things is drawn once for all its hosts. */
export const sweepMeanwhile: Step = {
  name: 'sweep meanwhile',
  weight: 2,
  act: async (life, dice) => {
    const held = life.known.subscriptions().filter(({ status, autoRenew }) => status === 'active' && autoRenew);
    if (held.length === 0 || life.world.config === life.world.withoutMail || !life.isWell()) return;
    const subscription = dice.pick(held);
    const partner = sellerOf(life, subscription);
    if (partner === undefined) return;
    const beside = await besideOf(life, 2);
    const [slow, other] = [beside.host(0), beside.host(1)];
    slow.gate.slow(new Jitter(dice.below(1_000_000_000), dice.pick(SLOWNESS)));
    other.gate.slow(new Jitter(dice.below(1_000_000_000), dice.pick(SLOWNESS)));
    drawFrom(life.seed, 'sweep meanwhile', life.now());
    const sweeps = async (): Promise<void> => {
      for (let sweep = 0; sweep < SWEEPS; sweep += 1) await beside.round(other);
    };
    const call = { method: 'PATCH', path: `/v1/customers/${subscription.customerId}/subscriptions/${subscription.id}`, caller: userOf(partner), body: dice.pick([{ status: 'suspended' }, { status: 'deleted' }, { autoRenewEnabled: false }]), headers: { 'MS-RequestId': dice.guid(), 'MS-CorrelationId': dice.guid() } } as const;
    await Promise.all([send(slow, call, new Random(life.seed, 'sweep meanwhile', dice.below(1_000_000_000))), sweeps()]);
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
