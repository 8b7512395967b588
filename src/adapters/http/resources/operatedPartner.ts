import { z } from 'zod';
import { MOST_PROVIDERS, MOST_RESELLERS, type PartnerWish } from '../../../domain/parties/partner/setUpPartner';
import { partnerKinds, type Partner } from '../../../domain/parties/partner/state';
import { guidSchema } from '../wireSchemas';
import { CountryText, DomainText } from './customerRequest';

const MOST_DOMAINS = 20;

const partnerIdText = z.string().trim().regex(/^[1-9]\d{0,9}$/, 'must be a PartnerID: digits, 5310388 say').meta({ description: 'A PartnerID.' });

const isOnce = (values: readonly string[]): boolean => new Set(values).size === values.length;
const ONCE = 'must name each once';

const described = z.object({
  kind: z.enum(partnerKinds),
  name: z.string().trim().min(1).max(200),
  partnerId: partnerIdText,
  country: CountryText,
  currency: z.string().trim().toUpperCase().regex(/^[A-Z]{3}$/, 'must be a currency, EUR say').optional().meta({ description: 'ISO 4217; of a partner that is billed.' }),
  address: z.array(z.string().trim().min(1).max(80)).max(6).optional().meta({ description: 'Lines that its invoices are addressed to, without its name and country.' }),
  programmeStatus: z.enum(['active', 'restricted']).default('active').meta({ description: 'A restricted partner manages what exists and buys nothing new.' }),
  domains: z.array(DomainText).max(MOST_DOMAINS).refine(isOnce, ONCE).default([]),
  slug: z.string().trim().regex(/^[a-z0-9]{1,40}$/, 'must be small letters and digits').optional(),
  agreementSigned: z.boolean().optional().meta({ description: 'Required of an indirect_reseller, and nobody else’s.' }),
  providers: z.array(partnerIdText).max(MOST_PROVIDERS).refine(isOnce, ONCE).optional().meta({ description: 'Of an indirect_reseller.' }),
  resellers: z.array(partnerIdText).max(MOST_RESELLERS).refine(isOnce, ONCE).optional().meta({ description: 'Of an indirect_provider.' }),
});

type Described = z.output<typeof described>;

/** What one kind needs, and what no other has. */
const problemsOf = ({ kind, currency, agreementSigned, providers = [], resellers = [] }: Described): readonly (readonly [member: string, problem: string])[] => {
  const isReseller = kind === 'indirect_reseller';
  const rules: readonly (readonly [boolean, string, string])[] = [
    [isReseller && agreementSigned === undefined, 'agreementSigned', 'is required of an indirect_reseller'],
    [isReseller && providers.length === 0, 'providers', 'must name a provider of an indirect_reseller'],
    [isReseller && resellers.length > 0, 'resellers', 'are an indirect_provider’s'],
    [!isReseller && currency === undefined, 'currency', `is required of a partner that is billed`],
    [!isReseller && agreementSigned !== undefined, 'agreementSigned', 'is an indirect_reseller’s'],
    [!isReseller && providers.length > 0, 'providers', 'are an indirect_reseller’s'],
  ];
  return rules.flatMap(([isBroken, member, problem]) => (isBroken ? [[member, problem] as const] : []));
};

const refineKind = (body: Described, context: z.RefinementCtx): void => {
  for (const [member, message] of problemsOf(body)) context.addIssue({ code: 'custom', path: [member], message });
};

/** Of the operator's API, by tenant. */
export const partnerBody = described.superRefine(refineKind);

/** The same as it stands in a file, with its tenant; a member that is none is a slip of the pen. What an answer has beside it is taken and left out. */
export const filedPartner = z.strictObject({ tenantId: guidSchema, ...described.shape, attributes: z.unknown().optional() }).superRefine(refineKind).transform(({ attributes: _, ...partner }) => partner);

export const partnerWish = (tenantId: string, { kind, currency, agreementSigned = false, providers = [], resellers, ...rest }: z.output<typeof partnerBody>): PartnerWish =>
  kind === 'indirect_reseller' ? { kind, tenantId, ...rest, currency, agreementSigned, providers } : { kind, tenantId, ...rest, currency: currency ?? '', resellers };

/** What {@link partnerBody} takes, so that it can be sent back. */
export const partnerResource = ({ tenantId, kind, name, partnerId, country, currency, address, programmeStatus, domains = [], slug, agreementSigned, providers, resellers }: Partner) => ({
  tenantId,
  kind,
  name,
  partnerId,
  country,
  currency,
  address,
  programmeStatus,
  domains,
  slug,
  ...(kind === 'indirect_reseller' && { agreementSigned, providers }),
  ...(kind === 'indirect_provider' && { resellers: resellers.map((reseller) => reseller.partnerId) }),
  attributes: { objectType: 'OperatedPartner' },
});
