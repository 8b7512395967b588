/**
 * Row keys of the `Commerce` table, whose partition is the customer's id. Numbers are of fixed width so that keys sort as they count.
 * Each key holds its own id even where the partition would do: a store that looks up by row key first stays quick.
 */
const digits = (value: number, width: number): string => String(value).padStart(width, '0');

export const customerPrefix = 'customer|';
/** `customer|c3f1a2d4-…`: the customer, guard of its partition. */
export const customerKey = (customerId: string): string => customerPrefix + customerId;

export const agreementPrefix = (partnerId: string): string => `agreement|${partnerId}|`;
/** `agreement|7d0e1c52-…|2026-02-27T09:00:00.000Z|00000003`: one attestation, by when it was made and the version of the customer it made. */
export const agreementKey = (partnerId: string, attestedAt: string, version: number): string => `${agreementPrefix(partnerId)}${attestedAt}|${digits(version, 8)}`;

export const cartPrefix = 'cart|';
/** `cart|5b0e6f2a-…` */
export const cartKey = (cartId: string): string => cartPrefix + cartId;

export const orderPrefix = 'order|';
/** `order|9d41f0a7b6c2` */
export const orderKey = (orderId: string): string => orderPrefix + orderId;

export const subscriptionPrefix = 'subscription|';
/** `subscription|e2a5c1b8-…` */
export const subscriptionKey = (subscriptionId: string): string => subscriptionPrefix + subscriptionId;

/** Of all of a customer's charge lines. */
export const customerCharges = 'charge|';
export const chargePrefix = (subscriptionId: string): string => `${customerCharges}${subscriptionId}|`;
/** `charge|e2a5c1b8-…|00000003|001`: second line of the subscription's third change. */
export const chargeKey = (subscriptionId: string, version: number, line: number): string =>
  `${chargePrefix(subscriptionId)}${digits(version, 8)}|${digits(line, 3)}`;

/** Of all that happened to a customer. */
export const customerEvents = 'event|';
export const eventPrefix = (subjectId: string): string => `event|${subjectId}|`;
/** `event|e2a5c1b8-…|00000003`: what happened with the third change of that subject. */
export const eventKey = (subjectId: string, version: number): string => eventPrefix(subjectId) + digits(version, 8);

/** Of a subscription's changes alone: their versions are of eight digits, so the first is 0. */
export const changePrefix = (subscriptionId: string): string => `${eventPrefix(subscriptionId)}0`;

/** What is said of a subscription's windows, a stream of its own beside that of its changes. */
export const windowEventPrefix = (subscriptionId: string): string => `event|window|${subscriptionId}|`;
/** `event|window|e2a5c1b8-…|2026-04-09T10:11:12.000Z|3.1|1`: by when it was due to be said, so that it is said once whenever that is; the first window that the third change opened, about to close. */
export const windowEventKey = (subscriptionId: string, dueAt: string, window: string, version: number): string => `${windowEventPrefix(subscriptionId)}${dueAt}|${window}|${version}`;
/** Where that was kept before: under the subscription's own prefix, not in order of time. Still read. */
export const formerWindowEventPrefix = (subscriptionId: string): string => `${eventPrefix(subscriptionId)}window|`;
/** `windownews|e2a5c1b8-…|3.1|1`: when it was said, by which it was kept before. Still read. */
export const formerWindowNewsKey = (subscriptionId: string, window: string, version: number): string => `windownews|${subscriptionId}|${window}|${version}`;

export const transitionPrefix = (subscriptionId: string): string => `transition|${subscriptionId}|`;
/** `transition|e2a5c1b8-…|2026-04-02T10:11:12.000Z|c2b0f6a4-…`: an upgrade that started from that subscription. */
export const transitionKey = (subscriptionId: string, at: string, operationId: string): string => `${transitionPrefix(subscriptionId)}${at}|${operationId}`;

export const migrationPrefix = 'migration|';
/** `migration|3f0b8c5e-…`: a traditional subscription that went on in new commerce. */
export const migrationKey = (migrationId: string): string => migrationPrefix + migrationId;

export const migrationSchedulePrefix = 'migrationschedule|';
/** `migrationschedule|3f0b8c5e-…`: a migration that is planned, or was. */
export const migrationScheduleKey = (scheduleId: string): string => migrationSchedulePrefix + scheduleId;

export const transferPrefix = 'transfer|';
/** `transfer|e6d1c7f0-…` */
export const transferKey = (transferId: string): string => transferPrefix + transferId;

/** Of all of a customer's support requests. */
export const supportPrefix = 'support|';
export const supportPrefixOf = (subscriptionId: string): string => `${supportPrefix}${subscriptionId}|`;
/** `support|e2a5c1b8-…|0f8fad5b-…`: a request to end that subscription outside its window. */
export const supportCaseKey = (subscriptionId: string, id: string): string => supportPrefixOf(subscriptionId) + id;

/** `azureupgrade|0f2b7d55-…` */
export const azureUpgradeKey = (upgradeId: string): string => `azureupgrade|${upgradeId}`;

export const budgetPrefix = 'budget|';
/** `budget|7d0e1c52-…`: what that partner means the customer's metered use to cost. */
export const budgetKey = (partnerId: string): string => budgetPrefix + partnerId;

export const meterLinePrefix = 'azurecharge|';
/** `azurecharge|2026-03|d03b8c5e-…|a2ef72d7-…|0`: a month's use of one meter in one price tier; by the month first, as they are read. */
export const meterLineKey = (month: string, lineId: string): string => `${meterLinePrefix}${month.slice(0, 7)}|${lineId}`;

/** Of what a subscription to metered SaaS used. */
export const dimensionLinePrefix = (subscriptionId: string): string => `saascharge|${subscriptionId}|`;
/** `saascharge|e2a5c1b8-…|2026-03|e2a5c1b8-…|messages|0`: a month's use of one dimension in one price tier. */
export const dimensionLineKey = (subscriptionId: string, month: string, lineId: string): string => `${dimensionLinePrefix(subscriptionId)}${month.slice(0, 7)}|${lineId}`;

export const outboxPrefix = 'outbox|';
export const outboxPrefixOf = (subjectId: string): string => `${outboxPrefix}${subjectId}|`;
/** `outbox|e2a5c1b8-…|00000003`: the same, not yet published. */
export const outboxKey = (subjectId: string, version: number): string => outboxPrefixOf(subjectId) + digits(version, 8);

const sharedOutboxPrefix = `${outboxPrefix}!|`;
/** `outbox|!|e2a5c1b8-…:3`: all that one transaction stored and is not yet published, by the first event of it. */
export const sharedOutboxKey = (recordId: string): string => sharedOutboxPrefix + recordId;

/** Whose event waits under a key: `e2a5c1b8-…`; undefined: of a transaction, of whichever subjects. */
export const outboxSubject = (key: string): string | undefined => (key.startsWith(sharedOutboxPrefix) ? undefined : key.slice(outboxPrefix.length, key.lastIndexOf('|')));

export const overagePrefix = 'overage|';
/** `overage|PhoneServices` */
export const overageKey = (service: string): string => overagePrefix + service;

export const handoverPrefix = 'handover|';
/** `handover|PhoneServices|0f8fad5b-…` */
export const handoverKey = (service: string, handoverId: string): string => `${handoverPrefix}${service}|${handoverId}`;

export const overageLinePrefix = 'overagecharge|';
/** `overagecharge|2026-03|PhoneServices|d03b8c5e-…`: a month's overage of one Azure subscription; by the month first, as they are read. */
export const overageLineKey = (month: string, lineId: string): string => `${overageLinePrefix}${month.slice(0, 7)}|${lineId}`;

export const receiptPrefix = 'receipt|';
/** `receipt|7d0e1c52-…|0f8fad5b-…`: the answer that a partner's request got. */
export const receiptKey = (callerTenantId: string, requestId: string): string => `${receiptPrefix}${callerTenantId}|${requestId.toLowerCase()}`;

/** Of the sheets on which all subscriptions of a customer with many stand too. */
export const sheetPrefix = 'sheet|';
/** `sheet|00000003` */
export const sheetKey = (sheet: number): string => sheetPrefix + digits(sheet, 8);
