import { parseCalendarDate, plusDays, type CalendarDate } from '../../kernel/calendarDate';

/** What runs no longer has nothing to bring here. */
export const endedStatuses = ['expired', 'disabled', 'deleted', 'cancelled', 'canceled', 'terminated', 'deprovisioned'] as const;

export type ReadStatus =
  | { readonly kind: 'running'; readonly isSuspended: boolean; readonly autoRenew: boolean | undefined; readonly lastDay: CalendarDate | undefined }
  | { readonly kind: 'ended' }
  | { readonly kind: 'unknown' };

/** As our own export writes it (SUB-8): `active, auto-renew on, renews 2027-03-10`. */
const EXPORTED = /^(active|suspended)(?:, auto-renew (on|off)(?:, renews (\d{4}-\d{2}-\d{2}))?)?$/i;

/** The status of a row, and what our own export says with it. Nothing stands for active. */
export const statusIn = (text: string): ReadStatus => {
  if (text === '') return { kind: 'running', isSuspended: false, autoRenew: undefined, lastDay: undefined };
  if ((endedStatuses as readonly string[]).includes(text.toLowerCase())) return { kind: 'ended' };
  const parts = EXPORTED.exec(text);
  if (parts === null) return { kind: 'unknown' };
  const [, status = '', switched, renews] = parts;
  const renewsOn = renews === undefined ? undefined : parseCalendarDate(renews);
  if (renews !== undefined && renewsOn === undefined) return { kind: 'unknown' };
  return {
    kind: 'running',
    isSuspended: status.toLowerCase() === 'suspended',
    autoRenew: switched === undefined ? undefined : switched.toLowerCase() === 'on',
    lastDay: renewsOn && plusDays(renewsOn, -1),
  };
};
