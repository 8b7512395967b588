import { type Row } from '../../kernel/partitionStore';
import { azureSubscriptionRows } from '../azurePlan/azureBook';
import { overageLineRows } from '../calls/readUsage';
import { readableOutbox } from '../command/outbox';
import { eventRows } from '../command/toldFacts';
import { customerRows } from '../customer/customerBook';
import { headRows, idRows, togetherRows, toldRows } from '../feed/feedRows';
import { sheetOf } from '../feed/sheets';
import { ledgerRows } from '../ledger/ledgerLine';
import { budgetRows } from '../meters/budgets';
import { dimensionLineRows, meterLineRows } from '../meters/meters';
import { migrationScheduleRows } from '../migration/scheduleBook';
import { messageRows, settingsRows } from '../notification/notificationRows';
import { cartRows } from '../order/cartBook';
import { orderRows } from '../order/orderBook';
import { handoverRows } from '../overage/overageBook';
import { partnerRows } from '../partner/partnerRows';
import { chargeRows, subscriptionRows } from '../subscription/subscriptionBook';
import { supportCaseRows } from '../supportCase/supportCaseBook';
import { transferRows } from '../transfer/transferBook';
import { type Readable } from '../unreadable';
import { deliveryRows, endpointRows } from '../webhook/webhookRows';

type Reader = { readonly readable: (rows: readonly Row[]) => Readable<unknown> };

/** A row of a feed that holds several events is read event by event. */
const eachOfSheets: Reader = { readable: (rows) => toldRows.readable(rows.flatMap((row) => sheetOf(row, 1).standings.map((standing) => standing.row))) };

/** Who reads rows that say this type, by table. What is not named here holds no schema of its own, or is made anew from what is. */
const READERS: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  Commerce: {
    customer: customerRows,
    cart: cartRows,
    order: orderRows,
    subscription: subscriptionRows,
    charge: chargeRows,
    event: eventRows,
    outbox: { readable: readableOutbox },
    transfer: transferRows,
    supportCase: supportCaseRows,
    migrationSchedule: migrationScheduleRows,
    azureSubscription: azureSubscriptionRows,
    budget: budgetRows,
    azureCharge: meterLineRows,
    saasCharge: dimensionLineRows,
    handover: handoverRows,
    overageCharge: overageLineRows,
  },
  Partners: { partner: partnerRows },
  Ledger: { ledgerLine: ledgerRows },
  Events: { feed: headRows, event: toldRows, events: eachOfSheets, told: idRows, toldTogether: togetherRows },
  Webhooks: { webhook: endpointRows, webhookEvent: deliveryRows },
  Notifications: { notification: messageRows, notificationSettings: settingsRows },
};

/** What is wrong with a row by the schema of whoever reads it, in words; undefined: nothing, or nobody here has a schema for it. */
export const judgeRow = (table: string, row: Row): string | undefined => {
  const { type, unreadable } = row.value;
  if (typeof unreadable === 'string') return unreadable;
  return READERS[table]?.[String(type)]?.readable([row]).unreadable[0]?.reason;
};
