import { type UsageOfMonth } from '../../../app/calls/readUsage';
import { type LineOutcome } from '../../../app/usage/lineOutcome';
import { type UsageCaller } from '../../../app/usage/usageReader';
import { type OverageLine } from '../../../domain/usage/overage/callMonth';
import { type CallReport, type ReportProblem } from '../../../domain/usage/overage/callReport';
import { type RatedMonth } from '../../../domain/usage/overage/rateMonth';

const problems = {
  reportIdInvalid: 'reportId must be 1 to 100 letters, digits, or . _ : -',
  serviceUnknown: 'no such service is sold in the market of the customer',
  serviceNotHeld: 'the customer has no subscription, of the caller if it is a partner, that brings this service',
  subscriptionUnknown: 'there is no such subscription that brings this service, or is charged by use',
  userIdInvalid: 'userId must be the GUID or the sign-in name of a user',
  userOfAnotherCustomer: "the domain of the user's name is not the customer's",
  dateInvalid: 'date must be a day',
  dateInFuture: 'the day has not begun',
  monthClosed: 'the month of the day is closed',
  minutesInvalid: 'minutes must be a whole number from 0 to 100000',
  minutesImplausible: 'with these minutes the user would have called longer on that day than is plausible',
  reportIdReused: 'reportId was used for a report that says something else',
  meterUnknown: 'there is no such meter',
  meterNotPriced: 'the price list has no price of the meter on that day',
  azureSubscriptionUnknown: 'the customer has no such Azure subscription, of the caller if it is a partner',
  usedBeforeTheMove: 'the Azure subscription was under the older offer on that day, whose bill has its use',
  subscriptionNotActivated: 'the set-up of the subscription was not confirmed yet',
  subscriptionNotInUse: 'the subscription was not in use on that day: not activated yet, suspended, or over',
  quantityInvalid: 'quantity must be a number from 0 to a thousand million, with at most 12 decimals',
  lineUnreadable: 'the line is no report',
} as const satisfies Record<ReportProblem, string>;

/** Why a line of a usage report can be refused. */
export const reportProblems = Object.keys(problems) as ReportProblem[];

/** What became of each line of a usage report, in its order. */
export const usageOutcomeResource = (lines: readonly { readonly reportId: unknown; readonly outcome: LineOutcome }[]) => {
  const count = (status: LineOutcome['status']): number => lines.filter(({ outcome }) => outcome.status === status).length;
  return {
    totalCount: lines.length,
    accepted: count('accepted'),
    duplicate: count('duplicate'),
    refused: count('refused'),
    items: lines.map(({ reportId, outcome }, index) => ({
      index,
      ...(typeof reportId === 'string' && { reportId }),
      status: outcome.status,
      ...(outcome.status === 'refused' && { reason: outcome.problem, description: problems[outcome.problem] }),
    })),
    attributes: { objectType: 'UsageReportOutcome' },
  };
};

export const overageLineResource = (line: OverageLine) => ({
  id: line.id,
  chargeType: line.chargeType,
  orderDate: line.orderDate,
  chargeStartDate: line.chargeStart,
  chargeEndDate: line.chargeEnd,
  service: line.service,
  azureSubscriptionId: line.azureSubscriptionId,
  ...(line.resellerOfRecord !== undefined && { resellerOfRecord: line.resellerOfRecord }),
  unit: line.unit,
  unitPrice: line.unitPrice,
  quantity: line.quantity,
  subtotal: line.subtotal,
  currency: line.currency,
  attributes: { objectType: 'OverageCharge' },
});

type Seen = Pick<RatedMonth, 'allowance' | 'days' | 'used' | 'remaining'>;

/** PAR-3: a partner's own licences and its own users' minutes. */
const shareOf = ({ partners }: RatedMonth, viewer: string): Seen => {
  const { allowance, days } = partners.find(({ partnerId }) => partnerId === viewer) ?? { allowance: { licences: 0, minutes: 0 }, days: [] };
  const sum = (member: 'minutes' | 'included'): number => days.reduce((total, day) => total + day[member], 0);
  return { allowance, days, used: sum('minutes'), remaining: Math.max(0, allowance.minutes - sum('included')) };
};

/**
 * A month of calls. A partner is shown its own users' minutes and what is charged to it (PAR-3), the customer all minutes and no charge, the operator everything.
 */
export const usageResource = ({ customerId, service, month, closesAt, closedAt, rated, ofUser }: UsageOfMonth, caller: UsageCaller) => {
  const viewer = caller.kind === 'partner' ? caller.partner.tenantId : undefined;
  const isShown = (partnerId: string | undefined): boolean => partnerId !== undefined && (caller.kind === 'operator' || viewer === partnerId);
  const { allowance, days, used, remaining } = viewer === undefined ? rated : shareOf(rated, viewer);
  const sum = (member: 'charged' | 'blocked'): number => days.reduce((total, day) => total + day[member], 0);
  const lines = rated.lines.filter(({ partnerId }) => isShown(partnerId));
  return {
    customerId,
    service,
    month: month.slice(0, 7),
    status: closedAt === undefined ? 'open' : 'closed',
    closesAt,
    ...(closedAt !== undefined && { closedAt }),
    licences: allowance.licences,
    allowedMinutes: allowance.minutes,
    usedMinutes: used,
    remainingMinutes: remaining,
    chargedMinutes: sum('charged'),
    blockedMinutes: sum('blocked'),
    days: days.map(({ date, minutes, included, charged, blocked, to }) => ({
      date,
      minutes,
      includedMinutes: included,
      chargedMinutes: charged,
      blockedMinutes: blocked,
      ...(isShown(to?.partnerId) && { azureSubscriptionId: to?.azureSubscriptionId }),
    })),
    charges: lines.map(({ azureSubscriptionId, resellerOfRecord, minutes, unitPrice, subtotal, currency }) => ({
      chargeType: 'overage',
      azureSubscriptionId,
      ...(resellerOfRecord !== undefined && { resellerOfRecord }),
      quantity: minutes,
      unitPrice,
      subtotal,
      currency,
    })),
    ...(ofUser !== undefined && { user: { usedMinutes: ofUser.reduce((total, { minutes }) => total + minutes, 0), days: ofUser } }),
    attributes: { objectType: 'OverageUsage' },
  };
};

export const callResource = ({ reportId, service, userId, date, minutes, subscriptionId }: CallReport) => ({ reportId, service, userId, date, minutes, ...(subscriptionId !== undefined && { subscriptionId }) });
