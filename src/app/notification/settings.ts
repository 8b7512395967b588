import { type NotificationRefusal } from '../../domain/notification/refusals';
import { type KindName } from '../../domain/notification/kinds';
import { type NotificationSettings } from '../../domain/notification/state';
import { type LanguageCode } from '../../domain/notification/words/languages';
import { canonicalJson } from '../../kernel/canonicalJson';
import { failure, success, type Result } from '../../kernel/result';
import { type ExpectedVersion } from '../ports';
import { type RequestRefusal } from '../refusals';
import { SETTINGS_KEY } from './notificationKeys';
import { type NotificationPorts } from './notificationPorts';
import { readSettings } from './notificationRows';

const ATTEMPTS = 20;

/** What a partner says of its messages. */
export interface SettingsAsked {
  readonly senderName: string;
  readonly replyTo: string;
  readonly partnerEmail: string;
  readonly language: LanguageCode;
  /** Those that are to be on. */
  readonly kinds: readonly KindName[];
}

/** A partner's settings; undefined: it never said anything, and nothing is sent. @throws RowUnreadable. */
export const getSettings = async ({ notifications }: NotificationPorts, partnerId: string): Promise<NotificationSettings | undefined> => (await readSettings(notifications, partnerId))?.value;

/** NTF-1: replaces a partner's settings. A kind that was on stays on since when it was; one that is turned on tells of what happens from now on. What is so already changes nothing, and keeps its version. Refused: EtagStale, TooMuchContention. */
export const replaceSettings = async ({ notifications, clock }: NotificationPorts, partnerId: string, { kinds, ...asked }: SettingsAsked, expected?: ExpectedVersion): Promise<Result<{ readonly before: NotificationSettings | undefined; readonly settings: NotificationSettings }, NotificationRefusal | RequestRefusal>> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await readSettings(notifications, partnerId);
    const before = stored?.value;
    const current = before && expected?.etagOf({ id: partnerId, version: before.version });
    if (expected !== undefined && current !== expected.etag) return failure({ kind: 'EtagStale', given: expected.etag, current: current ?? '' });
    const now = clock.now();
    const settings: NotificationSettings = { ...asked, kinds: Object.fromEntries(kinds.map((kind) => [kind, before?.kinds[kind] ?? now])), version: (before?.version ?? 0) + 1 };
    if (before !== undefined && canonicalJson({ ...settings, version: before.version }) === canonicalJson(before)) return success({ before, settings: before });
    const row = { key: SETTINGS_KEY, value: { type: 'notificationSettings', ...settings } };
    const committed = await notifications.commit(partnerId, [stored === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag: stored.etag }]);
    if (committed.ok) return success({ before, settings });
  }
  return failure({ kind: 'TooMuchContention' });
};
