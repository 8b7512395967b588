import { plusMinutes, type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { type PartnerRefusal, type PartnerUse } from './refusals';
import { type PartnerSetUp, providersChangedBy } from './setUpPartner';
import { type Partner } from './state';

/** Twice as long as any process remembers a partner: then no call of one that was removed is taken up any more, and none that was is under way. */
export const MINUTES_UNTIL_OVER = 2;

/** Whether no call of a partner that was removed can still be under way. */
export const isOver = ({ removedAt }: Partner, now: Instant): boolean => removedAt !== undefined && plusMinutes(removedAt, MINUTES_UNTIL_OVER) <= now;

/**
 * PAR-4: a partner that nothing needs is removed: it signs in no more, and its PartnerID, slug and domains are free. Its row stays, so that whatever a call that was under way brought about is billed all the same.
 * @param usedBy what needs it, if anything does. @param providers those whose list it is in.
 * Refused: PartnerStillUsed.
 */
export const removePartner = (stored: Partner, usedBy: PartnerUse | undefined, providers: Iterable<Partner>, now: Instant): Result<PartnerSetUp, PartnerRefusal> => {
  if (usedBy !== undefined) return failure({ kind: 'PartnerStillUsed', tenantId: stored.tenantId, by: usedBy });
  const partner: Partner = { ...stored, removedAt: now, version: stored.version + 1 };
  return success({ partner, providers: providersChangedBy(partner, providers) });
};
