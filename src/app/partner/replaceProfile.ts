import { replaceProfile as decideProfile, type AskedProfile, type ProfileName, type Profiles } from '../../domain/parties/partner/profiles';
import { type Partner } from '../../domain/parties/partner/state';
import { type PartitionStore } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type ExpectedVersion } from '../ports';
import { type Refusal } from '../refusals';
import { profilePartition, readStoredProfile } from './profileRows';

const ATTEMPTS = 20;

/**
 * Replaces one profile of a partner.
 * Refused: EtagStale where the client names another version than stands, what `replaceProfile` of the domain refuses, TooMuchContention.
 * @returns what it is, and what it was; undefined: it had never been said.
 */
export const replaceProfile = async <Name extends ProfileName>(partners: PartitionStore, partner: Partner, name: Name, asked: AskedProfile<Name>, expected: ExpectedVersion | undefined): Promise<Result<{ readonly before: Profiles[Name] | undefined; readonly profile: Profiles[Name] }, Refusal>> => {
  const { tenantId } = partner;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await readStoredProfile(partners, tenantId, name);
    const stood = stored?.value.version ?? 0;
    const current = expected?.etagOf({ id: tenantId, version: stood });
    if (expected !== undefined && current !== expected.etag) return failure({ kind: 'EtagStale', given: expected.etag, current: current ?? '' });
    const decided = decideProfile(asked, partner, stood);
    if (!decided.ok) return decided;
    const row = { key: name, value: { type: 'partnerProfile', partnerId: tenantId, ...decided.value } };
    const committed = await partners.commit(profilePartition(tenantId), [stored === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag: stored.etag }]);
    if (committed.ok) return success({ before: stored?.value, profile: decided.value });
  }
  return failure({ kind: 'TooMuchContention' });
};
