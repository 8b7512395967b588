import { type Instant } from '../../kernel/instant';

/** `20260131T100000000Z`: as fixed in width as the instant, and good in an address. */
const compact = (at: Instant): string => at.replace(/[-:.]/g, '');

/** `20260131T100000000Z-5f0d…`: in order of what is told. @param guid of this message among those. */
export const notificationId = (at: Instant, guid: string): string => `${compact(at)}-${guid}`;

/** Of a mailbox, which is a partition of the `Notifications` table: a partner's tenant, or `INSTALLATION`. */
export const messagePrefix = 'message|';
/** `message|20260131T100000000Z-5f0d…` */
export const messageKey = (id: string): string => messagePrefix + id;
/** Less than the keys of all that was told of at that instant or later, and greater than all before. */
export const messagesFrom = (at: Instant): string => messagePrefix + compact(at);

/** A partner's settings, in its mailbox. */
export const SETTINGS_KEY = 'settings';

export const relayPrefix = 'relay|';
/** `relay|20260131T100000000Z-5f0d…`: a message beside how far its subject was consumed, on its way to its mailbox. */
export const relayKey = (id: string): string => relayPrefix + id;
