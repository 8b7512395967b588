import { z } from 'zod';

const present = z.string().trim().min(1);

/** The app's settings. Every key is listed in local.settings.sample.json; a missing or wrong one stops the start and is named. */
const settingsSchema = z.object({
  /** Connection string of a storage account, or its table endpoint (`https://account.table.core.windows.net`) for managed identity. */
  NEXTTERM_STORAGE: present,
  /** Issuer of accepted tokens, with `{tenantId}` where the tenant stands. */
  NEXTTERM_TOKEN_ISSUER: present.default('https://login.microsoftonline.com/{tenantId}/v2.0'),
  /** Accepted audiences, separated by commas. */
  NEXTTERM_TOKEN_AUDIENCE: present.transform((list) => list.split(',').map((item) => item.trim())),
  /** Where an issuer's signing keys are, with `{tenantId}`. */
  NEXTTERM_JWKS_URI: present.default('https://login.microsoftonline.com/{tenantId}/discovery/v2.0/keys'),
  /** Tenant of whoever runs this installation. */
  NEXTTERM_OPERATOR_TENANT: z.guid(),
  /** What an absent member of a PATCH means: `keep` (SUB-9) or `replace` (as one page of the contract documents). */
  NEXTTERM_PATCH: z.enum(['keep', 'replace']).default('keep'),
  /** How a line is cut to the currency. */
  NEXTTERM_ROUNDING: z.enum(['LINE_DOWN', 'UNIT_DOWN']).default('LINE_DOWN'),
  /** What follows a term with auto-renew off (POL-2): it expires, or goes on by the month. For terms that begin from now on. */
  NEXTTERM_EXTENDED_SERVICE_TERM: z.enum(['off', 'on']).default('off'),
  /** How many subscriptions a customer may have (ORD-7); empty: as many as it likes. */
  NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: z
    .string()
    .trim()
    .regex(/^([1-9]\d{0,5})?$/, 'must be a whole number from 1 to 999999, or empty')
    .transform((text) => (text === '' ? undefined : Number(text)))
    .optional(),
  /** What buying a SKU with `IncludeOverage` does (OVG-2): sets overage up, or leaves that to a call of its own. */
  NEXTTERM_OVERAGE_SETUP: z.enum(['onPurchase', 'explicit']).default('onPurchase'),
});

export interface Config {
  readonly storage: string;
  readonly tokenIssuer: string;
  readonly tokenAudiences: readonly string[];
  readonly jwksUri: string;
  readonly operatorTenantId: string;
  readonly patch: 'keep' | 'replace';
  readonly rounding: 'LINE_DOWN' | 'UNIT_DOWN';
  readonly extendedServiceTerm: boolean;
  readonly subscriptionsPerCustomer?: number;
  readonly overageSetUp: 'onPurchase' | 'explicit';
}

/** @throws Error that names every setting that is missing or wrong. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = settingsSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings are missing or wrong (see local.settings.sample.json):\n  ${problems.join('\n  ')}`);
  }
  const settings = parsed.data;
  const subscriptionsPerCustomer = settings.NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER;
  return {
    storage: settings.NEXTTERM_STORAGE,
    tokenIssuer: settings.NEXTTERM_TOKEN_ISSUER,
    tokenAudiences: settings.NEXTTERM_TOKEN_AUDIENCE,
    jwksUri: settings.NEXTTERM_JWKS_URI,
    operatorTenantId: settings.NEXTTERM_OPERATOR_TENANT.toLowerCase(),
    patch: settings.NEXTTERM_PATCH,
    rounding: settings.NEXTTERM_ROUNDING,
    extendedServiceTerm: settings.NEXTTERM_EXTENDED_SERVICE_TERM === 'on',
    overageSetUp: settings.NEXTTERM_OVERAGE_SETUP,
    ...(subscriptionsPerCustomer !== undefined && { subscriptionsPerCustomer }),
  };
};
