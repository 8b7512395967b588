import { instant, type Instant } from '../../kernel/instant';
import { derivedGuid } from '../command/ids';
import { type Deadline } from './deadline';
import { stableShard } from './stableShard';

/** `2026-01-31T10`: the UTC hour that contains `at`. */
export const hourBucket = (at: Instant): string => at.slice(0, 13);

/** `2026-01-31T10:00:00.000Z`: the first instant of the hour that contains `at`. */
export const startOfHour = (at: Instant): Instant => instant(`${hourBucket(at)}:00:00.000Z`);

/** `2026-01-31T10|07`: hour and, in two digits, the customer's shard. */
export const deadlinePartition = ({ at, customerId }: Pick<Deadline, 'at' | 'customerId'>, shards: number): string =>
  `${hourBucket(at)}|${String(stableShard(customerId, shards)).padStart(2, '0')}`;

/**
 * `2026-01-31T10:00:00.000Z|renewal|b1f0…|7c2e…`
 * @throws RangeError for a customer id with `|` in it, which would make two deadlines share a key.
 */
export const deadlineKey = ({ at, kind, customerId, subject }: Pick<Deadline, 'at' | 'kind' | 'customerId' | 'subject'>): string => {
  if (customerId.includes('|')) throw new RangeError(`A customer id holds no "|": ${customerId}`);
  return `${at}|${kind}|${customerId}|${subject}`;
};

const SHARED = 'all';

/** Before every row that holds deadlines of several subjects of this instant, kind and customer. No subject begins so: they are ids. */
export const sharedPrefix = (of: Pick<Deadline, 'at' | 'kind' | 'customerId'>): string => deadlineKey({ ...of, subject: `${SHARED}|` });

/** `2026-01-31T10:00:00.000Z|renewal|b1f0…|all|9e4c…`: computed from the subjects, so that writing them again finds the row. */
export const sharedKey = (of: Pick<Deadline, 'at' | 'kind' | 'customerId'>, subjects: readonly string[]): string => sharedPrefix(of) + derivedGuid('deadlines', ...subjects.toSorted());

/** Before every row of one instant, kind and customer. */
export const alikePrefix = (of: Pick<Deadline, 'at' | 'kind' | 'customerId'>): string => deadlineKey({ ...of, subject: '' });

/** Not after any bucket. */
export const FIRST_PARTITION = '0';

/** After every bucket of the years 0 to 9999. */
export const END_OF_PARTITIONS = ':';

/** `2026-01-31T10}`: after every shard of that hour, before the next hour. */
export const endOfHourBucket = (at: Instant): string => `${hourBucket(at)}}`;

/** `2026-01-31T10|07!`: after that shard, before the next. */
export const afterPartition = (partition: string): string => `${partition}!`;
