import { profileSchemas, type ProfileName, type Profiles } from '../../domain/parties/partner/profiles';
import { type PartitionStore } from '../../kernel/partitionStore';
import { rowReader } from '../unreadable';

/** A partition of its own for each partner, apart from the one that lists all of them. */
export const profilePartition = (tenantId: string): string => `profiles|${tenantId.toLowerCase()}`;

const readers = {
  organization: rowReader('Partners', 'partnerProfile', profileSchemas.organization),
  legalBusiness: rowReader('Partners', 'partnerProfile', profileSchemas.legalBusiness),
  billing: rowReader('Partners', 'partnerProfile', profileSchemas.billing),
  support: rowReader('Partners', 'partnerProfile', profileSchemas.support),
};

/** With its etag. @throws RowUnreadable. */
export const readStoredProfile = async <Name extends ProfileName>(partners: PartitionStore, tenantId: string, name: Name): Promise<{ readonly value: Profiles[Name]; readonly etag: string } | undefined> => {
  const row = await partners.read(profilePartition(tenantId), name);
  return row && (readers[name].readStored(row));
};

/** What a partner says in one of its profiles; undefined: it never said anything. @param partners the `Partners` table. @throws RowUnreadable. */
export const readProfile = async <Name extends ProfileName>(partners: PartitionStore, tenantId: string, name: Name): Promise<Profiles[Name] | undefined> => (await readStoredProfile(partners, tenantId, name))?.value;
