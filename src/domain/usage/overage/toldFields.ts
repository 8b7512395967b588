import { changedFields, type ChangedFields, type ToldFields } from '../../../kernel/changedFields';
import { type OverageChange } from './outcome';
import { type Handover, handoverParties, type Overage } from './state';

const fieldsOf = ({ holderId, assigned, handoverId }: Overage, handover: Handover | undefined) => ({
  partnerTenantId: holderId,
  azureSubscriptionId: assigned?.azureSubscriptionId,
  resellerOfRecord: assigned?.resellerOfRecord,
  /** The one under way. */
  handoverId,
  handoverStatus: handover?.status,
  /** Who has agreed to it. */
  handoverAgreed: handover && handoverParties.filter((party) => handover.agreed[party] !== undefined),
}) satisfies ToldFields;

export type OverageField = keyof ReturnType<typeof fieldsOf>;

/** AUD-2: what of a service's overage changed, as its holder is told. What another partner held before is not for it to see (PAR-3). @param before as it and its hand-over stood. */
export const changedOfOverage = (before: { readonly overage: Overage | undefined; readonly handover: Handover | undefined }, { overage, handover }: OverageChange): ChangedFields => {
  const own = before.overage?.holderId === overage.holderId ? before.overage : undefined;
  const known = handover !== undefined && before.handover?.id === handover.id ? before.handover : undefined;
  return changedFields(own && fieldsOf(own, known), fieldsOf(overage, handover));
};
