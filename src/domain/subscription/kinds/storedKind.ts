import { type KindName } from './table';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const olderKind = (row: Members, offer: Members): KindName => {
  const { soldAs, isTrial } = offer;
  if (soldAs === 'traditional') return row['parentId'] === undefined && row['parentSubscriptionId'] === undefined ? 'traditional' : 'traditionalAddOn';
  if (soldAs === 'saas') return row['renewsTo'] === undefined ? 'saas' : 'freeSaas';
  return isTrial === true ? 'trial' : 'licence';
};

/** A stored row with its kind: rows written before kinds had names tell theirs by members of their offer. Anything else is as it was. */
export const withStoredKind = (row: unknown): unknown => (isMembers(row) && row['kind'] === undefined && isMembers(row['offer']) ? { ...row, kind: olderKind(row, row['offer']) } : row);
