import { instant, type Instant } from '../../kernel/instant';
import { type Deadline } from './deadline';
import { stableShard } from './stableShard';

/** `2026-01-31T10`: the UTC hour that contains `at`. */
export const hourBucket = (at: Instant): string => at.slice(0, 13);

/** `2026-01-31T10:00:00.000Z`: the first instant of the hour that contains `at`. */
export const startOfHour = (at: Instant): Instant => instant(`${hourBucket(at)}:00:00.000Z`);

/** `2026-01-31T10|07`: hour and, in two digits, the customer's shard. */
export const deadlinePartition = ({ at, customerId }: Deadline, shards: number): string =>
  `${hourBucket(at)}|${String(stableShard(customerId, shards)).padStart(2, '0')}`;

/**
 * `2026-01-31T10:00:00.000Z|renewal|b1f0…|7c2e…`
 * @throws RangeError for a customer id with `|` in it, which would make two deadlines share a key.
 */
export const deadlineKey = ({ at, kind, customerId, subject }: Deadline): string => {
  if (customerId.includes('|')) throw new RangeError(`A customer id holds no "|": ${customerId}`);
  return `${at}|${kind}|${customerId}|${subject}`;
};

/** Not after any bucket. */
export const FIRST_PARTITION = '0';

/** After every bucket of the years 0 to 9999. */
export const END_OF_PARTITIONS = ':';

/** `2026-01-31T10}`: after every shard of that hour, before the next hour. */
export const endOfHourBucket = (at: Instant): string => `${hourBucket(at)}}`;

/** `2026-01-31T10|07!`: after that shard, before the next. */
export const afterPartition = (partition: string): string => `${partition}!`;
