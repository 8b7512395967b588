import { handoverParties, isOpen, type Handover, type HandoverParty } from '../../../domain/usage/overage/state';

const tenantOf = ({ sourcePartnerId, targetPartnerId, customerId }: Handover): Record<HandoverParty, string> => ({ source: sourcePartnerId, target: targetPartnerId, customer: customerId });

/** Who has to do what next. */
const awaits = (handover: Handover): readonly { readonly party: HandoverParty; readonly step: 'agree' | 'setNone' | 'assign' }[] => {
  if (!isOpen(handover)) return [];
  if (handover.status === 'agreed') return [{ party: 'source', step: 'setNone' }];
  if (handover.status === 'cleared') return [{ party: 'target', step: 'assign' }];
  return handoverParties.filter((party) => handover.agreed[party] === undefined).map((party) => ({ party, step: 'agree' }));
};

/**
 * Of the own API: a hand-over of overage, as its three parties see it (OVG-5). Whose the overage is the target is not told before the source itself has agreed to hand it over to it (PAR-3).
 * @param viewer tenant of the party that is answered.
 */
export const handoverResource = (handover: Handover, viewer: string) => {
  const { id, customerId, service, status, sourcePartnerId, targetPartnerId, requestedBy, requestedAt, expiresAt, agreed, refusedBy, clearedAt, endedAt } = handover;
  const tenants = tenantOf(handover);
  const isSourceShown = viewer !== targetPartnerId || agreed.source !== undefined;
  return {
    id,
    customerId,
    service,
    status,
    ...(isSourceShown && { fromPartnerTenantId: sourcePartnerId }),
    toPartnerTenantId: targetPartnerId,
    requestedBy,
    requestedAt,
    expiresAt,
    agreements: handoverParties.map((party) => ({ party, ...((party !== 'source' || isSourceShown) && { tenantId: tenants[party] }), agreed: agreed[party] !== undefined, ...(agreed[party] !== undefined && { at: agreed[party] }) })),
    awaits: awaits(handover),
    ...(refusedBy !== undefined && { refusedBy }),
    ...(clearedAt !== undefined && { clearedAt }),
    ...(endedAt !== undefined && { endedAt }),
    attributes: { objectType: 'OverageHandover' },
  };
};
