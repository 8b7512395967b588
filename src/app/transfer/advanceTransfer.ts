import { type Deadline } from '../due/deadline';
import { workAbout } from '../command/workContext';
import { carriedTrace } from '../tracing/carriedTrace';
import { inSpan } from '../tracing/inSpan';
import { transferAt } from '../../domain/transfer/expiry';
import { transferStatuses } from '../../domain/transfer/state';
import { setAside, type SettingAsidePorts } from '../due/setAside';
import { carryOutTransfer, carryOutTransferExpiry, type TransferPorts } from './carryOutTransfer';
import { unlessHeld, type Holdable } from '../operations/sweepControl';
import { readTransfer } from './transferBook';

export interface AdvancePorts extends TransferPorts, SettingAsidePorts, Holdable {}

/** Where a transfer stands after a step, in so many words and no others; `SetAside`: the step failed, and is due again later (REN-7); `SettingsWrong`, `Paused`: nothing was looked at, and the sweep tells it again. */
export const advances = [...transferStatuses, 'Unknown', 'SetAside', 'SettingsWrong', 'Paused'] as const;
export type Advanced = (typeof advances)[number];

/** How many steps of a transfer go into one history of its process. */
export const STEPS_PER_HISTORY = 20;

/** What a transfer's process is started with, and started anew by itself. */
export interface TransferInput extends Deadline {
  /** After so many steps it goes on with a new history; absent in what a version before this rule started, which keeps one history to its end. */
  readonly stepsPerHistory?: number;
}

/**
 * TRF-1, TRF-2: what is due of a transfer is carried out, from what its row says; safe to repeat. A step that fails is set aside like all due work, and given up to the operator after 24 hours.
 * Nothing while the operator holds transfers back (DUE-4).
 * @throws only where the deadline could not be set aside either: it stays, and the sweep tells the process again.
 */
export const advanceTransfer = (ports: AdvancePorts, due: Deadline): Promise<Advanced> => {
  const asked = { from: carriedTrace(due), facts: { kind: due.kind, customer: due.customerId, subject: due.subject } };
  return workAbout(asked.facts, () => inSpan(`carry out ${due.kind}`, asked, () => unlessHeld<Advanced>(ports, due.kind, 'Paused', () => advance(ports, due))));
};

const advance = async (ports: AdvancePorts, due: Deadline): Promise<Advanced> => {
  try {
    await (due.kind === 'transferExpiry' ? carryOutTransferExpiry : carryOutTransfer)(ports, due);
    const transfer = await readTransfer(ports.commerce, due.customerId, due.subject);
    await ports.deadlines.remove([due]);
    ports.measures.count('nextterm.carriedout', 1, { kind: due.kind });
    return transfer === undefined ? 'Unknown' : transferAt(transfer.value, ports.clock.now()).status;
  } catch (cause) {
    if (await setAside(ports, due, cause)) return 'SetAside';
    throw cause;
  }
};
