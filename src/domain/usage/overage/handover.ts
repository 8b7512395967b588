import { plusHours, type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { type OverageChange, type OverageEvent } from './outcome';
import { type OverageRefusal } from './refusals';
import { handoverParties, isOpen, type Handover, type HandoverParty, type Overage } from './state';

export interface RequestHandover {
  readonly id: string;
  readonly by: HandoverParty;
  readonly targetPartnerId: string;
  readonly lifeDays: number;
}

/** The service's row with the hand-over under way; undefined: none is. */
export interface HandoverStanding {
  readonly overage: Overage;
  readonly handover: Handover | undefined;
}

type Decision = Result<OverageChange & { readonly handover: Handover }, OverageRefusal>;

/** Its end instant belongs to what comes after. */
export const expiredBy = (handover: Handover, now: Instant): boolean => now >= handover.expiresAt;

/** As whoever asks at `now` sees it, whether or not its expiry was carried out yet. */
export const handoverAt = (handover: Handover, now: Instant): Handover =>
  isOpen(handover) && expiredBy(handover, now) ? { ...handover, status: 'expired', endedAt: handover.expiresAt } : handover;

/** Which of the three a tenant is; undefined: none, and the hand-over is not for its eyes. */
export const partyOf = ({ sourcePartnerId, targetPartnerId, customerId }: Pick<Handover, 'sourcePartnerId' | 'targetPartnerId' | 'customerId'>, tenantId: string): HandoverParty | undefined => {
  if (tenantId === sourcePartnerId) return 'source';
  if (tenantId === targetPartnerId) return 'target';
  return tenantId === customerId ? 'customer' : undefined;
};

/** The one under way is this one while it is open; one that is long over takes no other one's place. */
const changed = ({ handoverId: before, refusedTargets = [], ...overage }: Overage, handover: Handover, events: readonly OverageEvent[]): OverageChange & { readonly handover: Handover } => {
  const other = before === handover.id ? undefined : before;
  const handoverId = isOpen(handover) ? handover.id : other;
  const refused = refusedAfter(refusedTargets, handover);
  return { overage: { ...overage, version: overage.version + 1, ...(handoverId !== undefined && { handoverId }), ...(refused.length > 0 && { refusedTargets: [...refused] }) }, handover, events };
};

/** Who would not have it is kept from nothing. */
const refusedAfter = (before: readonly string[], { status, targetPartnerId, refusedBy }: Handover): readonly string[] => {
  const others = before.filter((each) => each !== targetPartnerId);
  if (status === 'refused') return refusedBy === 'target' ? before : [...others, targetPartnerId];
  return status === 'agreed' || status === 'cleared' ? others : before;
};

/** Past `now` it can no longer be agreed to or refused: HandoverNotPending. */
const pending = (handover: Handover, now: Instant): Result<Handover, OverageRefusal> => {
  const { id: handoverId, status } = handoverAt(handover, now);
  return status === 'pending' ? success(handover) : failure({ kind: 'HandoverNotPending', handoverId, status });
};

/** OVG-5: one of the three agrees; the last one settles it. Agreed before is no change, whatever came of it. Refused: HandoverNotPending. */
export const agreeHandover = (by: HandoverParty, handover: Handover, overage: Overage, now: Instant): Decision => {
  if (handover.agreed[by] !== undefined) return success({ overage, handover: handoverAt(handover, now), events: [] });
  const open = pending(handover, now);
  if (!open.ok) return open;
  const agreed = { ...handover.agreed, [by]: now };
  const byAll = handoverParties.every((party) => agreed[party] !== undefined);
  /** Set to None before: the first of the two steps is done. */
  const settled: Pick<Handover, 'status' | 'clearedAt'> = overage.assigned === undefined ? { status: 'cleared', clearedAt: now } : { status: 'agreed' };
  return success(changed(overage, { ...handover, agreed, ...(byAll && settled) }, [{ type: 'OverageHandoverAgreed', handoverId: handover.id, by, byAll }]));
};

/**
 * OVG-5: any of the three asks for it, and has agreed by asking. The same asked again by another of them is its agreement to the one under way, and by one that has agreed no change.
 * The caller has checked that the target is a partner with a relationship. Refused: HandoverToHolder, HandoverUnderWay.
 */
export const requestHandover = (command: RequestHandover, standing: HandoverStanding, now: Instant): Decision => {
  const { id, by, targetPartnerId, lifeDays } = command;
  const { overage } = standing;
  if (targetPartnerId === overage.holderId) return failure({ kind: 'HandoverToHolder', partnerTenantId: targetPartnerId });
  const before = standing.handover && handoverAt(standing.handover, now);
  if (before !== undefined && isOpen(before)) {
    return before.targetPartnerId === targetPartnerId ? agreeHandover(by, before, overage, now) : failure({ kind: 'HandoverUnderWay', handoverId: before.id });
  }
  const { customerId, service, holderId } = overage;
  const expiresAt = plusHours(now, lifeDays * 24);
  const handover: Handover = { id, customerId, service, status: 'pending', sourcePartnerId: holderId, targetPartnerId, requestedBy: by, requestedAt: now, expiresAt, agreed: { [by]: now } };
  return success(
    changed(overage, handover, [{ type: 'OverageHandoverRequested', handoverId: id, sourcePartnerTenantId: holderId, targetPartnerTenantId: targetPartnerId, by, expiresAt }]),
  );
};

/** OVG-5: any of the three says no, until all have agreed. Refused already is no change. Refused: HandoverNotPending. */
export const refuseHandover = (by: HandoverParty, handover: Handover, overage: Overage, now: Instant): Decision => {
  if (handover.status === 'refused') return success({ overage, handover, events: [] });
  const open = pending(handover, now);
  if (!open.ok) return open;
  return success(changed(overage, { ...handover, status: 'refused', refusedBy: by, endedAt: now }, [{ type: 'OverageHandoverRefused', handoverId: handover.id, by }]));
};

/** What its deadline does: nothing before it, nor to one that is over. */
export const expireHandover = (handover: Handover, overage: Overage, now: Instant): OverageChange | undefined => {
  const after = handoverAt(handover, now);
  return after.status === 'expired' && handover.status !== 'expired' ? changed(overage, after, [{ type: 'OverageHandoverExpired', handoverId: handover.id }]) : undefined;
};
