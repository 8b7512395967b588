import { plusHours, type Instant } from '../../kernel/instant';
import { type SigningSecret } from './state';

/** WHK-5: how long the secret before is still signed with. */
export const OLD_SECRET_HOURS = 24;

/** WHK-5: those that a delivery is signed with at an instant, newest first. @param now a secret is out at its very end. */
export const secretsInForce = (secrets: readonly SigningSecret[], now: Instant): readonly string[] => secrets.filter(({ until }) => until === undefined || now < until).map(({ secret }) => secret);

/** WHK-5: a new secret, with the current one signed with for another 24 hours; one that was replaced before that keeps its end. */
export const rotated = (secrets: readonly SigningSecret[], secret: string, now: Instant): SigningSecret[] => [
  { secret },
  ...secrets.filter(({ until }) => until === undefined || now < until).map((each) => ({ secret: each.secret, until: each.until ?? plusHours(now, OLD_SECRET_HOURS) })),
];
