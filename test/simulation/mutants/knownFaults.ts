import { type Mutant } from '../../../src/cli/simulate/told';

const subscription = (file: string): string => `src/domain/subscription/${file}.ts`;

/** Faults that earlier trials found in the app, with their mends undone in today's sources: lives must find each again. */
export const knownFaults: readonly Mutant[] = [
  // Where several steps were made up at once, only the last one's deadlines stood: the window of a renewal in the middle was never announced.
  { name: 'window-of-a-late-renewal-never-announced', rule: 'SUB-3', file: 'src/app/due/dueSubscription.ts', find: 'deadlines: record.deadlines.filter(({ kind }) => !isTaskKind(kind)),', replace: 'deadlines: [],' },
  // A full refund gave back totals that were never charged, each cut for itself, and kept a cent.
  { name: 'cent-kept-of-a-full-refund', rule: 'SUB-5', file: subscription('refund'), find: '  return [...undone, ...redone];', replace: '  return is.before === is.after ? step(-1, was.after - was.before) : [...undone, ...redone];' },
  // Two windows opened at one instant were each told with the seats of both.
  { name: 'windows-of-one-instant-told-as-one', rule: 'SUB-3', file: subscription('windowNews'), find: '  Math.min(window.quantity, batches.filter(', replace: '  Math.max(0, batches.filter(' },
  // A target of a transfer was refunded the day of the move, which the source had paid.
  { name: 'day-of-the-move-given-back', rule: 'TRF-2', file: subscription('standing'), find: 'return subscription.billedFrom !== undefined && today < subscription.billedFrom ? subscription.billedFrom : today;', replace: 'return today;' },
  // A plan for the next charge went with a cancelled subscription, and no event told of it.
  { name: 'next-charge-gone-without-a-word', rule: 'CYC-1', file: subscription('cancel'), find: "(from) => withoutNextCharge(from, 'Cancelled'), ", replace: '({ nextCharge: _gone, ...rest }) => ({ subscription: rest, events: [], removed: [] }), ' },
  // A plan for the next term that came along with other seats was kept.
  { name: 'plan-kept-that-came-with-seats', rule: 'SCH-4', file: subscription('patch'), find: 'command.scheduledChange !== undefined && command.scheduledChange !== null && changesSeats(command, subscription);', replace: 'command.scheduledChange !== undefined && command.scheduledChange !== null && changesSeats(command, subscription) && subscription.version < 0;' },
  // A limit relative to something held vanished with it: an add-on whose base was cancelled grew without end.
  { name: 'limit-gone-with-its-base', rule: 'ORD-4', file: subscription('limits/seatLimits'), find: "  if (problem?.kind === 'AddOnBaseMissing') return { kind: 'NoBaseHeld', prerequisites: problem.prerequisites };\n", replace: '' },
  // An upgrade made a subscription of what a purchase would have been refused: of what is held only once, or sold to others alone.
  { name: 'upgraded-to-what-may-not-be-bought', rule: 'CAT-4', file: 'src/domain/transition/transition.ts', find: '  if (!allowed.ok) return allowed.error;\n', replace: '' },
  // A transfer gave something to a target that may no longer buy for the customer.
  { name: 'moved-to-whom-may-not-sell', rule: 'CUS-1', file: 'src/app/transfer/targetStanding.ts', find: "mayOrder(customer, target.tenantId).ok ? undefined : 'TargetMayNotSell'", replace: "mayOrder !== undefined ? undefined : 'TargetMayNotSell'" },
  // Seats taken off again could be bought with a promotion once more.
  { name: 'promotion-used-twice', rule: 'CAT-5', file: subscription('limits/customerStanding'), find: '{ redemptions: subscription.redemptions }', replace: '{ redemptions: subscription.redemptions.map((each) => ({ ...each, seats: Math.min(each.seats, subscription.quantity) })) }' },
  // Found by lives: an upgrade into another promotion forgot what had been bought with the one before.
  { name: 'promotion-forgotten-by-another', rule: 'CAT-5', file: subscription('redemptions'), find: '{ redemptions: [...others, { promotionId, seats: own + more }] }', replace: '{ redemptions: [...others.slice(9), { promotionId, seats: own + more }] }' },
  // A refusal whose record could not be written was answered, and stood in no audit log.
  { name: 'refusal-without-a-record', rule: 'AUD-1', file: 'src/adapters/http/auditedCall.ts', find: 'if (this.isStored || this.isBegun) await', replace: 'if (outcome !== undefined) await' },
  // Whatever else than a renewal failed was tried at each sweep without end, and never came to the operator.
  { name: 'failed-work-is-not-set-apart', rule: 'REN-7', file: 'src/app/due/setAside.ts', find: '    await deadlines.remove([deadline]);\n    return true;', replace: '    return true;' },
  // Found by lives: an offer that states no maximum had a pool of as many seats as a cart may hold.
  { name: 'pool-where-none-is-stated', rule: 'ORD-7', file: subscription('limits/seatLimits'), find: '(maximumQuantity < UNLIMITED_QUANTITY ? Math.max(0, maximumQuantity - owned) : undefined)', replace: 'Math.max(0, maximumQuantity - owned)' },
  // Found by lives: a granted support request gave back the price of a whole cycle where less had been charged.
  { name: 'more-given-back-than-was-charged', rule: 'CAN-6', file: 'src/domain/support/decide.ts', find: 'if (new Decimal(stated.refund).gt(most)) return', replace: 'if (new Decimal(stated.refund).gt(new Decimal(most).times(2))) return' },
  // Found by the twin: add-ons that stand in the way were named in the order in which rows happened to come.
  { name: 'add-ons-named-in-any-order', rule: 'ORD-5', file: subscription('kinds/traditional/family'), find: '.toSorted((a, b) => placeOf(a) - placeOf(b))', replace: '.toReversed()' },
  // Found by lives: thirty free days that begin in February outlast a month, and no subscription could be had then.
  { name: 'free-days-that-outlast-a-month', rule: 'ORD-6', file: 'src/kernel/term.ts', find: '(span.end > natural && !isFree)', replace: 'span.end > natural' },
  // Found by lives: the daily check set up an Azure plan for a reseller of record that was only named.
  { name: 'plan-set-up-by-naming', rule: 'OVG-2', file: 'src/app/check/overageReviews.ts', find: '({ partnerId }: (typeof bringing)[number]): boolean => telco.azure.plans.some((plan) => plan.partnerId === partnerId);', replace: '({ partnerId, resellerOfRecord }: (typeof bringing)[number]): boolean => telco.azure.plans.some((plan) => plan.partnerId === partnerId && plan.resellerOfRecord === resellerOfRecord);' },
  // Found by lives: of a rest of a year that was charged by months, days were given back as days of a whole year.
  { name: 'months-given-back-as-days', rule: 'CYC-1', file: 'src/domain/billing/chargeLines.ts', find: 'if (monthsCharged === undefined || span.start', replace: "if (end !== '' || span.start" },
  // Found by lives: a term that has no further charge was told that its own billing cycle is not the one that was asked for.
  { name: 'cycle-that-was-asked-for-not-named', rule: 'CYC-2', file: subscription('nextCharge/planNextCharge'), find: 'termDuration, from: billingCycle, to };', replace: 'termDuration, from: billingCycle, to: billingCycle };' },
  // Found by lives: support requests for superfluous licences of customers that have perpetual software were answered with 500.
  { name: 'perpetual-software-has-no-second-cycle', rule: 'UPG-8', file: 'src/domain/transition/redundant.ts', find: 'Number.isFinite(months) ?', replace: 'Number.isFinite(1) ?' },
  // Found by lives: a message that a second sweep looked for before it was stored was never sent.
  { name: 'message-looked-for-too-early', rule: 'NTF-4', file: 'src/app/notification/sendMessage.ts', find: 'if (stored === undefined) return lookAgain(ports, deadline);', replace: 'if (stored === undefined) return;' },
  // Found by lives: what a webhook was to be told of a window was taken for what waits of the subscription, and lost with it.
  { name: 'window-taken-for-its-subscription', rule: 'WHK-2', file: 'src/app/webhook/webhookKeys.ts', find: '=> `waiting|${subjectId}|0`;', replace: '=> `waiting|${subjectId}|`;' },
  // Found by lives: a month of extended service that went to a partner of another currency cost the monthly term there.
  { name: 'extended-month-moved-at-the-monthly-price', rule: 'TRF-2', file: 'src/app/transfer/targetPrice.ts', find: 'if (source.extendedFrom !== undefined) {', replace: "if (source.extendedFrom !== undefined && currency === '') {" },
  // Found by lives: the licences of a trial were added to what is in extended service, whose licences are fixed.
  { name: 'trial-into-extended-service', rule: 'POL-2', file: 'src/domain/transition/convertTrial.ts', find: '  if (fixed !== undefined) return fixed;', replace: '  if (fixed !== undefined && target.extendedFrom === undefined) return fixed;' },
];
