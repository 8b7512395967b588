import { changedFields, type ChangedFields, type ToldFields } from '../../../kernel/changedFields';
import { type OverageChange } from './outcome';
import { type Handover, handoverParties, type Overage } from './state';

const ofAssignment = ({ holderId, assigned }: Pick<Overage, 'holderId' | 'assigned'>) => ({
  partnerTenantId: holderId,
  azureSubscriptionId: assigned?.azureSubscriptionId,
  resellerOfRecord: assigned?.resellerOfRecord,
}) satisfies ToldFields;

const ofHandover = (handoverId: string | undefined, handover: Handover | undefined) => ({
  /** The one under way. */
  handoverId,
  handoverStatus: handover?.status,
  /** Who has agreed to it. */
  handoverAgreed: handover && handoverParties.filter((party) => handover.agreed[party] !== undefined),
}) satisfies ToldFields;

const fieldsOf = (overage: Overage, handover: Handover | undefined) => ({ ...ofAssignment(overage), ...ofHandover(overage.handoverId, handover) });

export type OverageField = keyof ReturnType<typeof fieldsOf>;

interface Standing {
  readonly overage: Overage | undefined;
  readonly handover: Handover | undefined;
}

/** AUD-2: what of a service's overage changed, as its holder is told. What another partner held before is not for it to see (PAR-3). @param before as it and its hand-over stood. */
export const changedOfOverage = (before: Standing, { overage, handover }: OverageChange): ChangedFields => {
  const own = before.overage?.holderId === overage.holderId ? before.overage : undefined;
  const known = handover !== undefined && before.handover?.id === handover.id ? before.handover : undefined;
  return changedFields(own && fieldsOf(own, known), fieldsOf(overage, handover));
};

/** AUD-2: what a holder who lost it by the change is told: of its own assignment alone. */
export const changedOfLost = ({ holderId, assigned }: Overage): ChangedFields => changedFields(ofAssignment({ holderId, assigned }), ofAssignment({ holderId }));

/** AUD-2: what both of a hand-over are told of how it ended: nothing of what either assigned. */
export const changedOfHandover = (before: Standing, { overage, handover }: OverageChange): ChangedFields => changedFields(ofHandover(before.overage?.handoverId, before.handover), ofHandover(overage.handoverId, handover));
