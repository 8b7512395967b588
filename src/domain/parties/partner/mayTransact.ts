import { failure, success, type Result } from '../../../kernel/result';
import { type PartnerRefusal } from './refusals';
import { type Partner } from './state';

/** Buying is what begins something new; managing changes what exists. */
export type Transaction = 'buy' | 'manage';

/**
 * PAR-1: only direct-bill partners and indirect providers buy and manage subscriptions.
 * A partner whose programme status is restricted keeps managing and buys nothing new.
 * Refusals: MustGoThroughProvider, ProgrammeStatusRestricted.
 */
export const mayTransact = (partner: Partner, transaction: Transaction): Result<Partner, PartnerRefusal> => {
  if (partner.kind === 'indirect_reseller') return failure({ kind: 'MustGoThroughProvider', partnerId: partner.partnerId, providers: partner.providers });
  if (transaction === 'buy' && partner.programmeStatus === 'restricted') {
    return failure({ kind: 'ProgrammeStatusRestricted', partnerId: partner.partnerId, partnerKind: partner.kind });
  }
  return success(partner);
};
