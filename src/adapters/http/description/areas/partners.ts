import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { collectionOf, members } from '../schemas/answerSchema';
import { legalBusinessProfile, mpnProfile, organizationProfile, partnerBillingProfile, supportProfile } from '../schemas/partnerProfile';
import { partnerRelationship } from '../schemas/relationship';

const WHOLE = 'The whole of it: what is left out is gone. Who the partner is (name, tenant, domain, country, currency) is for the operator to say, and may only come back as it was read.';

export const partners: DescribedArea = {
  name: 'Partners',
  about: 'The calling partner, its profiles and its relationships.',
  operations: {
    getOrganizationProfile: { summary: 'Get an organization profile', answers: { 200: organizationProfile } },
    replaceOrganizationProfile: { summary: 'Update an organization profile', details: WHOLE, answers: { 200: organizationProfile } },
    getLegalBusinessProfile: { summary: 'Get the partner legal business profile', answers: { 200: legalBusinessProfile } },
    replaceLegalBusinessProfile: { summary: 'Update the partner legal business profile', details: WHOLE, answers: { 200: legalBusinessProfile } },
    getPartnerBillingProfile: { summary: 'Get partner billing profile', answers: { 200: partnerBillingProfile } },
    replacePartnerBillingProfile: { summary: 'Update the partner billing profile', details: `${WHOLE} Invoices are addressed to it.`, answers: { 200: partnerBillingProfile } },
    getSupportProfile: { summary: 'Get support profile', answers: { 200: supportProfile } },
    replaceSupportProfile: { summary: 'Update support profile', details: WHOLE, answers: { 200: supportProfile } },
    getMpnProfile: { summary: 'Get Microsoft Partner Network profile; verify a partner ID', details: "Without `mpnId` the caller's own.", answers: { 200: mpnProfile } },
    listPartnerRelationships: { summary: 'Retrieve a list of indirect resellers', details: "A provider's resellers, or a reseller's providers; nobody for a partner that is neither.", answers: { 200: collectionOf(partnerRelationship) } },
    getAgreementStatus: { summary: "Verify an indirect reseller's Microsoft Partner Agreement signing status", details: 'By exactly one of `mpnId` and `tenantId`.', answers: { 200: members({ isAgreementSigned: z.boolean() }) } },
  },
};
