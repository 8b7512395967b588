import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { findParked } from '../operations/parked';
import { type Refusal } from '../refusals';
import { TASK_KINDS } from '../subscription/subscriptionBook';
import { isOverlooked, putRightOverlooked, type PutRightPorts } from './putRight';

/** What a refusal waits for: due work on a subscription, and since when it is due where the refusal says so. */
interface Awaited {
  readonly subscriptionId: string;
  readonly since?: Instant;
}

const awaited = (refusal: Refusal): Awaited | undefined => {
  switch (refusal.kind) {
    case 'RenewalInProgress':
    case 'ReadOnlyDuringRenewal':
    case 'TargetBeingRenewed':
      return refusal;
    case 'TransferLineUnfit':
      return refusal.obstacle === 'BeingRenewed' ? { subscriptionId: refusal.subscriptionId } : undefined;
    default:
      return undefined;
  }
};

/** REN-7: whether the renewal or the charge that is due to a subscription was given up, whether it waits for the operator or was skipped. Nine operations at most. @throws when the store fails. */
export const isRenewalParked = async (directory: PartitionStore, customerId: string, subscriptionId: string): Promise<boolean> => {
  const found = await Promise.all(TASK_KINDS.map((kind) => findParked(directory, { kind, customerId, subject: subscriptionId })));
  return found.some((parked) => parked !== undefined);
};

type RenewalParked = Extract<Refusal, { readonly kind: 'RenewalParked' }>;

/** A refusal that tells to wait for a subscription's renewal, once that was given up; any other stays as it is. */
export const asParked = <R extends Refusal>(refusal: R, subscriptionId: string): R | RenewalParked => {
  const waits = awaited(refusal);
  return waits?.since === undefined || waits.subscriptionId !== subscriptionId ? refusal : { kind: 'RenewalParked', subscriptionId, since: waits.since };
};

/**
 * REN-5, REN-7: what to say of a refusal that waits for due work. Where that has been due for longer than the sweep takes it was given up, and that is said; or it was overlooked, and is made due again.
 * Nothing is read for any other refusal. Whoever asked has its answer in any case: what fails here is logged.
 * @param repairs false: nothing is written, as in a preview.
 */
export const tellOverdue = async (ports: PutRightPorts, customerId: string, refusal: Refusal, now: Instant, repairs: boolean): Promise<Refusal> => {
  const waits = awaited(refusal);
  if (waits === undefined || (waits.since !== undefined && !isOverlooked(waits.since, now))) return refusal;
  try {
    if (await isRenewalParked(ports.directory, customerId, waits.subscriptionId)) return refusal.kind === 'TransferLineUnfit' ? { ...refusal, obstacle: 'RenewalParked' } : asParked(refusal, waits.subscriptionId);
  } catch (error) {
    ports.log.error(`Whether the renewal of ${waits.subscriptionId} was given up could not be looked up`, error);
  }
  if (repairs) await putRightOverlooked(ports, customerId, now);
  return refusal;
};
