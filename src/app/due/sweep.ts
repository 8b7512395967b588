import { type Deadline } from '../../deadline/deadline';
import { type DeadlineIndex } from '../../deadline/deadlineIndex';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type DueWork } from './carryOutDue';
import { announceWindow } from './announceWindow';
import { expireCart } from '../order/cartExpiry';
import { type Log } from '../log';
import { carryOutHandoverExpiry } from '../overage/handoverExpiry';
import { carryOutTransfer, carryOutTransferExpiry, type TransferPorts } from '../transfer/carryOutTransfer';
import { closeMeters } from '../usage/closeMeters';
import { closeCalls, type ClosePorts } from '../usage/closeCalls';
import { type Publishing } from '../command/publishing';
import { withBound } from './withBound';

const cartsAtOnce = 8;

export interface SweepPorts extends ClosePorts, TransferPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  readonly publishing: Publishing;
  readonly log: Log;
}

/** Starts the process that carries out one part of the work; one that runs already is left alone. */
export type StartDueWork = (work: DueWork) => Promise<void>;

/**
 * Finds what is due and hands it over. Reads what is due, never what exists. Converges when run twice or by two hosts at once;
 * a part that cannot be started is logged and found again by the next sweep.
 */
export const sweep = async (ports: SweepPorts, start: StartDueWork): Promise<void> => {
  const { clock, commerce, deadlines, publishing, log } = ports;
  const works = new Map<string, DueWork>();
  const carts: Deadline[] = [];
  const handovers: Deadline[] = [];
  const months: Deadline[] = [];
  const windows: Deadline[] = [];
  const transfers: Deadline[] = [];
  const unpublished = new Map<string, Deadline[]>();
  let continuation: string | undefined;
  do {
    const page = await deadlines.due(clock.now(), 1000, continuation);
    for (const deadline of page.deadlines) {
      if (deadline.kind === 'publish') {
        unpublished.set(deadline.customerId, [...(unpublished.get(deadline.customerId) ?? []), deadline]);
      } else if (deadline.kind === 'renewal' || deadline.kind === 'cycle') {
        const work = { partition: deadlines.partitionOf(deadline), kind: deadline.kind };
        works.set(`${work.kind}|${work.partition}`, work);
      } else if (deadline.kind === 'cartExpiry') {
        carts.push(deadline);
      } else if (deadline.kind === 'handoverExpiry') {
        handovers.push(deadline);
      } else if (deadline.kind === 'usageClose') {
        months.push(deadline);
      } else if (deadline.kind === 'cancellationWindow') {
        windows.push(deadline);
      } else if (deadline.kind === 'transfer' || deadline.kind === 'transferExpiry') {
        transfers.push(deadline);
      } else {
        log.error(`Nobody carries out a ${deadline.kind} yet: ${deadline.subject}`);
      }
    }
    continuation = page.continuation;
  } while (continuation !== undefined);

  for (const [customerId, rows] of unpublished) {
    try {
      await publishing.publishLeftovers(customerId);
      await deadlines.remove(rows);
    } catch (error) {
      log.error(`Events of customer ${customerId} are still unpublished`, error);
    }
  }
  await withBound(cartsAtOnce, carts, async (deadline) => {
    try {
      await expireCart(commerce, deadline);
      await deadlines.remove([deadline]);
    } catch (error) {
      log.error(`Cart ${deadline.subject} expired and is still there`, error);
    }
  });
  await withBound(cartsAtOnce, handovers, async (deadline) => {
    try {
      await carryOutHandoverExpiry(ports, deadline);
      await deadlines.remove([deadline]);
    } catch (error) {
      log.error(`Hand-over ${deadline.subject} expired and is still open`, error);
    }
  });
  await withBound(cartsAtOnce, months, async (deadline) => {
    try {
      await (deadline.subject.startsWith('azure|') ? closeMeters : closeCalls)(ports, deadline);
      await deadlines.remove([deadline]);
    } catch (error) {
      log.error(`The month of usage ${deadline.subject} is over and is still open`, error);
    }
  });
  await withBound(cartsAtOnce, windows, async (deadline) => {
    try {
      await announceWindow(ports, deadline);
      await deadlines.remove([deadline]);
    } catch (error) {
      log.error(`The window ${deadline.subject} is not announced yet`, error);
    }
  });
  await withBound(cartsAtOnce, transfers, async (deadline) => {
    try {
      await (deadline.kind === 'transfer' ? carryOutTransfer : carryOutTransferExpiry)(ports, deadline);
      await deadlines.remove([deadline]);
    } catch (error) {
      log.error(`The transfer ${deadline.subject} is not carried out yet`, error);
    }
  });
  for (const work of works.values()) {
    try {
      await start(work);
    } catch (error) {
      log.error(`${work.kind} of ${work.partition} could not be started`, error);
    }
  }
};
