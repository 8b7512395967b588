/**
 * Keys of the `Directory` table. A partner's customers lie in the partition of its tenant; each has one row of its own, and one row for everything it can be
 * found by. Domains are claimed in partitions of their own: they are unique among all partners.
 */

/** Longer values are cut in keys: a key has room for 512 characters, and one outside ASCII takes five. */
export const foldedLength = 60;

/** As values are compared: without letter case, composed. */
export const folded = (value: string): string => value.normalize('NFC').toLowerCase();

export const entryPrefix = 'customer|';
/** `customer|c3f1a2d4-…` */
export const entryKey = (customerId: string): string => entryPrefix + customerId;

export const lookupFields = ['CompanyName', 'Domain', 'IndirectReseller', 'IndirectCloudSolutionProvider'] as const;
export type LookupField = (typeof lookupFields)[number];

/** Of all that customers are found by. */
export const lookupsPrefix = 'by|';
/** `by|CompanyName|zonne`: where a search for names that start so begins. */
export const lookupPrefix = (field: LookupField, start: string): string => `${lookupsPrefix}${field}|${folded(start).slice(0, foldedLength)}`;

/** `by|CompanyName|zonnebloem installaties|c3f1a2d4-…` */
export const lookupKey = (field: LookupField, value: string, customerId: string): string => `${lookupPrefix(field, value)}|${customerId}`;

/** Whether a key is of something that this customer is found by. */
export const isLookupOf = (key: string, customerId: string): boolean => key.startsWith(lookupsPrefix) && key.endsWith(`|${customerId}`);

/** `domain|zonnebloem.onmicrosoft.com`: partition and key of a claim. */
export const claimKey = (domain: string): string => `domain|${domain}`;
