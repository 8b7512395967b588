import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { type Subscription } from '../../subscription/state';
import { chargedAfter, chargedUntil, noneFrom } from './charged';
import { lastDaySold, mayManage, stillSells } from './enabling';
import { expiredBy } from './handover';
import { nothingChanged, toldApart, type OverageChange, type OverageEvent } from './outcome';
import { type OverageRefusal } from './refusals';
import { isOpen, type Assigned, type Handover, type Overage } from './state';

/** What the rules of assigning know. */
export interface OverageStanding {
  /** Undefined: nobody ever had it. */
  readonly overage: Overage | undefined;
  /** The one under way. */
  readonly handover: Handover | undefined;
  /** All of the customer's, every partner's. */
  readonly subscriptions: readonly Subscription[];
}

export interface AssignOverage {
  readonly id: string;
  readonly customerId: string;
  readonly service: string;
  /** Tenant of the partner who assigns. */
  readonly partnerId: string;
  readonly to: Assigned;
}

type Decision = Result<OverageChange, OverageRefusal>;

/** Whoever has it to assign at `now`, which may be past ({@link stillSells}); undefined once the holder has nothing left that enables it (OVG-4): then the next one in gets it. */
export const holderOf = ({ overage, subscriptions }: OverageStanding, now: Instant): string | undefined =>
  overage !== undefined && stillSells(subscriptions, overage.holderId, overage.service, now) ? overage.holderId : undefined;

/** Whether the partner had it and lost it with its last licences, and nobody has had it since: what brings the service to it again is among its subscriptions by then, and would make it the holder of nothing. */
export const hasLapsed = ({ overage }: Pick<OverageStanding, 'overage'>, partnerId: string): boolean => overage?.lapsed === true && overage.holderId === partnerId;

/** Whether it was assigned, set to None or taken away at that instant or since: what would have come of it then is no longer to be told from what did. */
export const isDecidedSince = ({ overage }: Pick<OverageStanding, 'overage'>, at: Instant): boolean => overage !== undefined && at <= overage.since;

/** The last day the holder is charged for, once it sells the service no longer; where it is not known when that was, the day on which it is noticed. */
const lastDayOf = ({ holderId, service }: Overage, { subscriptions }: OverageStanding, now: Instant): CalendarDate => lastDaySold(subscriptions, holderId, service) ?? dayOf(now);

const handoverOf = ({ overage, handover }: OverageStanding, now: Instant): Handover | undefined =>
  handover !== undefined && handover.id === overage?.handoverId && isOpen(handover) && !expiredBy(handover, now) ? handover : undefined;

/** The hand-over is over with the assignment, one way or the other. */
const ended = (handover: Handover, partnerId: string, now: Instant): Handover => ({ ...handover, status: handover.targetPartnerId === partnerId ? 'completed' : 'superseded', endedAt: now });

const isSame = (one: Assigned | undefined, other: Assigned): boolean => one?.azureSubscriptionId === other.azureSubscriptionId && one.resellerOfRecord === other.resellerOfRecord;

/** The assignment of a holder who sells it no longer, taken away before somebody else gets it. */
const lapsedEvents = (overage: Overage, lastDay: CalendarDate): OverageEvent[] =>
  overage.assigned === undefined
    ? []
    : [
        {
          type: 'OverageCleared',
          service: overage.service,
          partnerTenantId: overage.holderId,
          azureSubscriptionId: overage.assigned.azureSubscriptionId,
          reason: 'NoEnablingSubscription',
          noneFrom: startOfDay(plusDays(lastDay, 1)),
        },
      ];

const assigned = (command: AssignOverage, standing: OverageStanding, reason: 'FirstIn' | 'Asked' | 'HandedOver', now: Instant): OverageChange => {
  const { id, customerId, service, partnerId, to } = command;
  const { overage } = standing;
  const handover = handoverOf(standing, now);
  const takenOver = overage !== undefined && overage.holderId !== partnerId;
  const lapsed = overage !== undefined && holderOf(standing, now) === undefined;
  const kept = lapsed ? chargedUntil(overage.charged, lastDayOf(overage, standing, now)) : (overage?.charged ?? []);
  const over = takenOver && handover !== undefined ? ended(handover, partnerId, now) : undefined;
  /** Taken back by the source before the target assigned: the agreement stands. */
  const back = !takenOver && handover?.status === 'cleared' ? withoutClearing(handover) : undefined;
  const shown = over ?? back;
  const openId = over === undefined ? handover?.id : undefined;
  const events: readonly OverageEvent[] = [
    ...(lapsed ? lapsedEvents(overage, lastDayOf(overage, standing, now)) : []),
    { type: 'OverageAssigned', service, partnerTenantId: partnerId, azureSubscriptionId: to.azureSubscriptionId, reason },
    ...(over === undefined ? [] : [{ type: over.status === 'completed' ? 'OverageHandoverCompleted' : 'OverageHandoverSuperseded', handoverId: over.id } as const]),
  ];
  return {
    overage: {
      id,
      customerId,
      service,
      version: (overage?.version ?? 0) + toldApart(events, partnerId).length,
      holderId: partnerId,
      assigned: to,
      since: now,
      charged: chargedAfter(kept, dayOf(now), { partnerId, ...to }),
      ...(openId !== undefined && { handoverId: openId }),
      ...(!takenOver && overage?.refusedTargets !== undefined && { refusedTargets: overage.refusedTargets }),
    },
    ...(shown !== undefined && { handover: shown }),
    events,
  };
};

const withoutClearing = ({ clearedAt: _, ...handover }: Handover): Handover => ({ ...handover, status: 'agreed' });

/**
 * OVG-3: the first partner to buy a SKU that enables overage gets the assignment, and one that lost it with its last licences gets it again; undefined where somebody has it already, or had it and set None.
 * The purchase that enables it need not be among the subscriptions yet.
 * @param at when that came; where it is past, nothing may be {@link isDecidedSince decided since}.
 */
export const firstIn = (command: AssignOverage, standing: OverageStanding, at: Instant): OverageChange | undefined =>
  holderOf(standing, at) === undefined || hasLapsed(standing, command.partnerId) ? assigned(command, standing, 'FirstIn', at) : undefined;

/**
 * OVG-4, OVG-5: assigns one of the partner's own consumption subscriptions. The caller has found it active. It goes to another partner once the holder set None: to the target of the hand-over, once all agreed, where one
 * is under way; to whoever sells the service and asks where none is, as the published contract knows no hand-over and the parties agree outside of it, unless one of them refused that very partner. Also when the holder sells the
 * service no longer. What is so already is no change.
 * Refused: OverageNotManageable, OverageHeldByOther.
 */
export const assignOverage = (command: AssignOverage, standing: OverageStanding, now: Instant): Decision => {
  const { partnerId, service, to } = command;
  const { overage } = standing;
  if (!mayManage(standing.subscriptions, partnerId, service, now)) return failure({ kind: 'OverageNotManageable', service, problem: 'noEnablingSubscription' });
  const holder = holderOf(standing, now);
  if (overage !== undefined && holder === partnerId) {
    return success(isSame(overage.assigned, to) ? nothingChanged(overage) : assigned(command, standing, 'Asked', now));
  }
  if (holder === undefined) return success(assigned(command, standing, 'Asked', now));
  const handover = handoverOf(standing, now);
  if (overage?.assigned === undefined && handover === undefined && overage?.refusedTargets?.includes(partnerId) !== true) return success(assigned(command, standing, 'Asked', now));
  if (handover?.status !== 'cleared' || handover.targetPartnerId !== partnerId) return failure({ kind: 'OverageHeldByOther', service });
  return success(assigned(command, standing, 'HandedOver', now));
};

/**
 * OVG-4: None, by the holder at any time, even once it sells the service no longer. Calls beyond the allowance are blocked from the next day on. With a hand-over that all agreed to it is the first
 * of its two steps (OVG-5). Undefined: there is nothing to clear.
 * Refused: OverageNotManageable, OverageHeldByOther.
 */
export const clearOverage = (command: Pick<AssignOverage, 'service' | 'partnerId'>, standing: OverageStanding, now: Instant): Result<OverageChange | undefined, OverageRefusal> => {
  const { partnerId, service } = command;
  const { overage } = standing;
  if (overage?.holderId !== partnerId) {
    if (!mayManage(standing.subscriptions, partnerId, service, now)) return failure({ kind: 'OverageNotManageable', service, problem: 'noEnablingSubscription' });
    return overage?.assigned === undefined || holderOf(standing, now) === undefined ? success(undefined) : failure({ kind: 'OverageHeldByOther', service });
  }
  if (overage.assigned === undefined) return success(nothingChanged(overage));
  const handover = handoverOf(standing, now);
  const cleared: Handover | undefined = handover?.status === 'agreed' ? { ...handover, status: 'cleared', clearedAt: now } : undefined;
  const { assigned: before, ...rest } = overage;
  const none: Overage = { ...rest, version: overage.version + 1, since: now, charged: chargedAfter(overage.charged, dayOf(now), undefined) };
  return success({
    overage: none,
    ...(cleared !== undefined && { handover: cleared }),
    events: [{ type: 'OverageCleared', service, partnerTenantId: partnerId, azureSubscriptionId: before.azureSubscriptionId, reason: 'Asked', noneFrom: noneFrom(none) ?? now }],
  });
};

/**
 * What the end of the holder's last enabling subscription does: None from the day after it, announced as such. Undefined: it holds, or was cleared already.
 */
export const lapseOverage = (standing: OverageStanding, now: Instant): OverageChange | undefined => {
  const { overage } = standing;
  if (overage?.assigned === undefined || holderOf(standing, now) !== undefined) return undefined;
  const { assigned: _, ...rest } = overage;
  const lastDay = lastDayOf(overage, standing, now);
  return { overage: { ...rest, lapsed: true, version: overage.version + 1, since: now, charged: chargedUntil(overage.charged, lastDay) }, events: lapsedEvents(overage, lastDay) };
};
