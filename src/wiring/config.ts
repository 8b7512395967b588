import { z } from 'zod';
import { type ConsoleSignIn } from '../adapters/http/console/signIn';
import { isOrigin, LOOPBACK } from '../adapters/http/crossOrigin';
import { type Throttling } from '../adapters/http/throttle';
import { type SettingProblem, SettingsWrong } from '../app/settingsWrong';
import { isBlobAccount, isBusConnection, isContact, isMailServer, isSecureAddress, isStorageAccount } from './settingForms';
import { type StorageShard, storageShardsSchema } from './storageShards';

/** The word of the setting for tokens of the local runtime. */
const LOCAL_SIGN_IN = 'local';

const present = z.string({ error: ({ input }) => (input === undefined ? 'is missing' : undefined) }).trim().min(1, 'is empty');

/** An address of the token issuer, with `{tenantId}` replaced. */
const issuerAddress = present.refine((text) => isSecureAddress(text.replaceAll('{tenantId}', TENANT)), 'must be an https address; http is for this machine only');
const TENANT = '00000000-0000-0000-0000-000000000000';

/** The blobs of the account whose tables are there, as links can be signed with it. A connection string names both. Undefined: its tables alone, as those of Cosmos DB, or no key. */
const blobsOf = (storage: string): string | undefined => {
  if (!/^https:/i.test(storage)) return isBlobAccount(storage) ? storage : undefined;
  const [, account, suffix] = /^(https:\/\/[^./]+(?:\.z\d+)?)\.table\.(?!cosmos)(.*)$/i.exec(storage) ?? [];
  return account === undefined || suffix === undefined ? undefined : `${account}.blob.${suffix}`;
};

/** An account is the same with a slash at the end of its address, and in other letters of its host. */
const asCompared = (account: string): string => account.toLowerCase().replace(/[/;]+$/, '');

/** Of a text of the right form; undefined: it names a limit twice. */
const throttlingOf = (text: string): Throttling | undefined => {
  if (text === 'published') return text;
  if (text === '' || text === 'off') return 'off';
  const limits = text.split(',').map((each) => each.split('='));
  const own = new Map(limits.map(([name = '', most]) => [name, Number(most)]));
  return own.size === limits.length ? Object.fromEntries(own) : undefined;
};

const oneOf = <const T extends readonly string[]>(...names: T) => z.enum(names, `must be ${names.join(' or ')}`);

/** The app's settings. Every key is listed in local.settings.sample.json. No message of a problem shows a value: some are secrets. */
const settingsSchema = z.object({
  /** Connection string of a storage account, or its table endpoint (`https://account.table.core.windows.net`) for managed identity. */
  NEXTTERM_STORAGE: present.refine(isStorageAccount, 'must be the connection string of a storage account, or the https address of its tables; http is for this machine only'),
  /** Further storage accounts, `east=https://…,west=https://…`: customers are spread over them and the account above, which is called `main`. Empty: there is one. */
  NEXTTERM_STORAGE_SHARDS: storageShardsSchema,
  /** Connection string of a Service Bus namespace; empty: there is no bus, unless the next one names it. */
  ServiceBusConnection: z.string().trim().refine((text) => text === '' || isBusConnection(text), 'must be the connection string of a Service Bus namespace, or empty').default(''),
  /** `x.servicebus.windows.net`, for the app's managed identity; empty: none. */
  ServiceBusConnection__fullyQualifiedNamespace: z.string().trim().regex(/^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)?$/, 'must be the host name of a Service Bus namespace, or empty').default(''),
  /** Whether reads by key and commits are sent to storage without the SDK, which takes over where one fails. */
  NEXTTERM_DIRECT_STORAGE: oneOf('off', 'on').default('on'),
  /** Issuer of accepted tokens, with `{tenantId}` where the tenant stands. */
  NEXTTERM_TOKEN_ISSUER: issuerAddress.refine((text) => text.includes('{tenantId}'), 'must say {tenantId} where the tenant stands').default('https://login.microsoftonline.com/{tenantId}/v2.0'),
  /** Accepted audiences, separated by commas. */
  NEXTTERM_TOKEN_AUDIENCE: present.transform((list) => list.split(',').map((item) => item.trim())).refine((audiences) => !audiences.includes(''), 'names an empty audience'),
  /** Where an issuer's signing keys are, with `{tenantId}` if every tenant has its own. */
  NEXTTERM_JWKS_URI: issuerAddress.default('https://login.microsoftonline.com/{tenantId}/discovery/v2.0/keys'),
  /** Tenant of whoever runs this installation. */
  NEXTTERM_OPERATOR_TENANT: present.pipe(z.guid('must be a GUID')),
  /** What an absent member of a PATCH means: `keep` (SUB-9) or `replace` (as one page of the contract documents). */
  NEXTTERM_PATCH: oneOf('keep', 'replace').default('keep'),
  /** How a line is cut to the currency. */
  NEXTTERM_ROUNDING: oneOf('LINE_DOWN', 'UNIT_DOWN').default('LINE_DOWN'),
  /** What follows a term with auto-renew off (POL-2): it expires, or goes on by the month. For terms that begin from now on. */
  NEXTTERM_EXTENDED_SERVICE_TERM: oneOf('off', 'on').default('off'),
  /** How many subscriptions a customer may have (ORD-7); empty: as many as it likes. */
  NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: z
    .string()
    .trim()
    .regex(/^([1-9]\d{0,5})?$/, 'must be a whole number from 1 to 999999, or empty')
    .transform((text) => (text === '' ? undefined : Number(text)))
    .optional(),
  /** What buying a SKU with `IncludeOverage` does (OVG-2): sets overage up, or leaves that to a call of its own. */
  NEXTTERM_OVERAGE_SETUP: oneOf('onPurchase', 'explicit').default('onPurchase'),
  /** On which day of the next month a month is invoiced, at 00:00 UTC (BIL-2). */
  NEXTTERM_INVOICE_DAY: z
    .string()
    .trim()
    .regex(/^([2-9]|1\d|2[0-8])$/, 'must be a day of the month from 2 to 28')
    .transform(Number)
    .default(7),
  /** What is added to each line of an invoice, by the partner's country: `NL=21,SE=25`. A country that is not named has no tax; empty: none has. */
  NEXTTERM_TAX_PERCENT: z
    .string()
    .trim()
    .regex(/^([A-Z]{2}=\d{1,2}(\.\d{1,4})?(,[A-Z]{2}=\d{1,2}(\.\d{1,4})?)*)?$/, 'must name countries with a percentage each, NL=21,SE=25 say, or be empty')
    .transform((text) => (text === '' ? [] : text.split(',').map((each) => each.split('=') as [string, string])))
    .refine((each) => new Set(each.map(([country]) => country)).size === each.length, 'names a country twice')
    .default([]),
  /** Who issues the invoices, as it stands on them: name and lines of the address, separated by `;`. Empty: nobody is named. */
  NEXTTERM_INVOICE_ISSUER: z
    .string()
    .trim()
    .transform((text) => (text === '' ? [] : text.split(';').map((line) => line.trim())))
    .refine((lines) => lines.length <= 7 && lines.every((line) => line.length >= 1 && line.length <= 80), 'must be up to seven lines of 80 characters, separated by semicolons, or empty')
    .default([]),
  /** Where this installation is reached from outside: in what webhooks of the contract's form name. On Azure its own address, if empty. */
  NEXTTERM_PUBLIC_URL: z
    .string()
    .trim()
    .refine((text) => text === '' || isSecureAddress(text), 'must be an https address, or empty; http is for this machine only')
    .transform((text) => text.replace(/\/+$/, ''))
    .default(''),
  /** Whose pages may read answers (REQ-3): origins separated by commas, `loopback` for all of this machine. Empty: nobody's. */
  NEXTTERM_ALLOWED_ORIGINS: z
    .string()
    .trim()
    .transform((text) => (text === '' ? [] : text.split(',').map((origin) => origin.trim().replace(/\/$/, ''))))
    .refine((origins) => origins.every((origin) => origin === LOOPBACK || (isOrigin(origin) && isSecureAddress(origin))), 'must be https origins (https://portal.example) separated by commas, loopback, or empty; http is for this machine only, and no asterisk is taken')
    .default([]),
  /** Whom to tell of a weakness of this installation: `mailto:` and `https:` addresses separated by commas, the preferred one first. Empty: nobody is named. */
  NEXTTERM_SECURITY_CONTACT: z
    .string()
    .trim()
    .transform((text) => (text === '' ? [] : text.split(',').map((contact) => contact.trim())))
    .refine((contacts) => contacts.every(isContact), 'must be mailto: and https: addresses separated by commas, or empty')
    .default([]),
  /** How people sign in at the console: empty: it has no sign-in; `local`: at the local runtime; a GUID: the client id of its registration in Entra ID. */
  NEXTTERM_CONSOLE_CLIENT: z
    .string()
    .trim()
    .refine((text) => text === '' || text === LOCAL_SIGN_IN || z.guid().safeParse(text).success, 'must be the client id (a GUID) of the console, local, or empty')
    .default(''),
  /** Where they sign in there. */
  NEXTTERM_CONSOLE_AUTHORITY: present.refine(isSecureAddress, 'must be an https address').default('https://login.microsoftonline.com/organizations'),
  /** Whether webhooks may go by http, and to addresses inside this machine or its network. */
  NEXTTERM_WEBHOOK_ALLOW_PRIVATE: oneOf('off', 'on').default('off'),
  /** Whether every call is told of in the log, a line each, with what it came to. */
  NEXTTERM_CALL_LOG: oneOf('off', 'on').default('on'),
  /** Where traces and metrics go. What begins them reads it by itself (telemetry.ts), before this is looked at. */
  NEXTTERM_TELEMETRY: oneOf('off', 'console', 'otlp', 'azure').default('off'),
  /** How often may be called: `off`, as the contract publishes it, or own limits of calls a minute: `tenant=3000,caller=1000,customer=500`. */
  NEXTTERM_THROTTLING: z
    .string()
    .trim()
    .regex(/^(|off|published|(tenant|caller|customer)=[1-9]\d{1,5}(,(tenant|caller|customer)=[1-9]\d{1,5}){0,2})$/, 'must be off, published, or calls a minute from 10 to 999999, tenant=3000,caller=1000,customer=500 say, any of the three')
    .transform(throttlingOf)
    .refine((throttling) => throttling !== undefined, 'names a limit twice')
    .default('off'),
  /** For how many days, at least, the repeat of a request finds the answer of the first. */
  NEXTTERM_RECEIPT_DAYS: z
    .string()
    .trim()
    .regex(/^([7-9]|[1-9]\d{1,2}|[12]\d{3}|3[0-5]\d{2}|36[0-4]\d|3650)$/, 'must be a whole number from 7 to 3650')
    .transform(Number)
    .default(90),
  /** Where the files of exports are: connection string of a storage account with its key, or its blob endpoint for managed identity. Empty: the account of NEXTTERM_STORAGE. */
  NEXTTERM_EXPORT_STORAGE: z
    .string()
    .trim()
    .refine((text) => text === '' || isBlobAccount(text), 'must be the connection string of a storage account with its key, the https address of its blobs, or empty; http is for this machine only')
    .default(''),
  /** For how many days they are kept. */
  NEXTTERM_EXPORT_DAYS: z
    .string()
    .trim()
    .regex(/^([1-9]|[12]\d|30)$/, 'must be a whole number from 1 to 30')
    .transform(Number)
    .default(7),
  /** Where mail goes out: `smtps://user:password@host`, `smtp://…`, or `file:///folder`. Empty: none is sent. */
  NEXTTERM_MAIL: z.string().trim().refine((text) => text === '' || isMailServer(text), 'must be the smtps or smtp address of a mail server, the file address of a folder, or empty').default(''),
  /** The address that mail is sent from. */
  NEXTTERM_MAIL_FROM: z.string().trim().refine((text) => text === '' || z.email().safeParse(text).success, 'must be a mail address, or empty').default(''),
  /** For how many days messages are kept, sent or not. */
  NEXTTERM_MAIL_DAYS: z
    .string()
    .trim()
    .regex(/^([4-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-5])$/, 'must be a whole number from 4 to 365')
    .transform(Number)
    .default(30),
}).refine(({ NEXTTERM_MAIL, NEXTTERM_MAIL_FROM }) => NEXTTERM_MAIL === '' || NEXTTERM_MAIL_FROM !== '', {
  path: ['NEXTTERM_MAIL_FROM'],
  error: 'is empty, and NEXTTERM_MAIL is not',
  // Also where other settings are wrong: all are named at once.
  when: ({ value, issues }) => value !== undefined && issues.every(({ path }) => !String(path?.[0]).startsWith('NEXTTERM_MAIL')),
}).refine(({ NEXTTERM_STORAGE, NEXTTERM_STORAGE_SHARDS }) => !NEXTTERM_STORAGE_SHARDS.some(({ account }) => asCompared(account) === asCompared(NEXTTERM_STORAGE)), {
  path: ['NEXTTERM_STORAGE_SHARDS'],
  // Where it began so, the account would carry the other name for good.
  error: 'names the account of NEXTTERM_STORAGE, which is there already',
  when: ({ value, issues }) => value !== undefined && issues.every(({ path }) => !String(path?.[0]).startsWith('NEXTTERM_STORAGE')),
}).refine(({ NEXTTERM_STORAGE, NEXTTERM_EXPORT_STORAGE }) => NEXTTERM_EXPORT_STORAGE !== '' || blobsOf(NEXTTERM_STORAGE) !== undefined, {
  path: ['NEXTTERM_EXPORT_STORAGE'],
  error: 'is empty, and NEXTTERM_STORAGE leads to no blobs with a key: links to the files of exports are signed with one, so it must say where they are',
  when: ({ value, issues }) => value !== undefined && issues.every(({ path }) => !['NEXTTERM_STORAGE', 'NEXTTERM_EXPORT_STORAGE'].includes(String(path?.[0]))),
});

/** What Azure names an app. */
const azureAddress = (host: string | undefined): string => (host === undefined || host === '' ? '' : `https://${host}`);

export interface Config {
  readonly storage: string;
  /** Empty: there is no account but that one. */
  readonly storageShards: readonly StorageShard[];
  /** Absent: there is no bus. */
  readonly bus?: { readonly connectionString: string } | { readonly namespace: string };
  readonly directStorage: boolean;
  readonly tokenIssuer: string;
  readonly tokenAudiences: readonly string[];
  readonly jwksUri: string;
  readonly operatorTenantId: string;
  readonly patch: 'keep' | 'replace';
  readonly rounding: 'LINE_DOWN' | 'UNIT_DOWN';
  readonly extendedServiceTerm: boolean;
  readonly subscriptionsPerCustomer?: number;
  readonly overageSetUp: 'onPurchase' | 'explicit';
  readonly invoiceDay: number;
  /** By country. */
  readonly taxPercent: ReadonlyMap<string, string>;
  /** Name, then lines of the address; may be empty. */
  readonly invoiceIssuer: readonly string[];
  /** Without a slash at the end; empty: nobody has said. */
  readonly publicUrl: string;
  /** Of pages that may read answers; `loopback`: all of this machine. */
  readonly allowedOrigins: readonly string[];
  readonly consoleSignIn: ConsoleSignIn;
  readonly throttling: Throttling;
  /** Whether every call is told of in the log. */
  readonly logsCalls: boolean;
  /** For how many days, at least, receipts of requests are kept. */
  readonly receiptDays: number;
  /** Addresses that weaknesses are told at. */
  readonly securityContacts: readonly string[];
  readonly webhookAllowsPrivate: boolean;
  readonly exportStorage: string;
  readonly exportDays: number;
  /** Absent: no mail is sent. `address`: where it comes from. */
  readonly mail?: { readonly server: string; readonly address: string };
  /** For how many days messages are kept. */
  readonly mailDays: number;
}

/** @param audiences the first is whom the console asks tokens for. */
const signInOf = (client: string, authority: string, [audience = '']: readonly string[]): ConsoleSignIn => {
  if (client === '') return { kind: 'none' };
  if (client === LOCAL_SIGN_IN) return { kind: LOCAL_SIGN_IN };
  return { kind: 'entra', clientId: client.toLowerCase(), authority, scope: `${audience.replace(/\/+$/, '')}/.default` };
};

/** A connection string comes first. */
const busOf = (connectionString: string, namespace: string): Pick<Config, 'bus'> => {
  if (connectionString !== '') return { bus: { connectionString } };
  return namespace === '' ? {} : { bus: { namespace } };
};

export type CheckedSettings = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly SettingProblem[] };

/** Reads all settings at once. @returns everything that is missing or wrong, not the first of it. */
export const checkSettings = (environment: Readonly<Record<string, string | undefined>>): CheckedSettings => {
  const parsed = settingsSchema.safeParse(environment);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(({ path, message }) => ({ setting: path.join('.'), problem: message })) };
  const settings = parsed.data;
  const subscriptionsPerCustomer = settings.NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER;
  return {
    ok: true,
    config: {
      storage: settings.NEXTTERM_STORAGE,
      storageShards: settings.NEXTTERM_STORAGE_SHARDS,
      ...busOf(settings.ServiceBusConnection, settings.ServiceBusConnection__fullyQualifiedNamespace),
      directStorage: settings.NEXTTERM_DIRECT_STORAGE === 'on',
      tokenIssuer: settings.NEXTTERM_TOKEN_ISSUER,
      tokenAudiences: settings.NEXTTERM_TOKEN_AUDIENCE,
      jwksUri: settings.NEXTTERM_JWKS_URI,
      operatorTenantId: settings.NEXTTERM_OPERATOR_TENANT.toLowerCase(),
      patch: settings.NEXTTERM_PATCH,
      rounding: settings.NEXTTERM_ROUNDING,
      extendedServiceTerm: settings.NEXTTERM_EXTENDED_SERVICE_TERM === 'on',
      overageSetUp: settings.NEXTTERM_OVERAGE_SETUP,
      invoiceDay: settings.NEXTTERM_INVOICE_DAY,
      taxPercent: new Map(settings.NEXTTERM_TAX_PERCENT),
      invoiceIssuer: settings.NEXTTERM_INVOICE_ISSUER,
      publicUrl: settings.NEXTTERM_PUBLIC_URL || azureAddress(environment['WEBSITE_HOSTNAME']),
      allowedOrigins: settings.NEXTTERM_ALLOWED_ORIGINS,
      consoleSignIn: signInOf(settings.NEXTTERM_CONSOLE_CLIENT, settings.NEXTTERM_CONSOLE_AUTHORITY, settings.NEXTTERM_TOKEN_AUDIENCE),
      throttling: settings.NEXTTERM_THROTTLING,
      logsCalls: settings.NEXTTERM_CALL_LOG === 'on',
      receiptDays: settings.NEXTTERM_RECEIPT_DAYS,
      securityContacts: settings.NEXTTERM_SECURITY_CONTACT,
      webhookAllowsPrivate: settings.NEXTTERM_WEBHOOK_ALLOW_PRIVATE === 'on',
      exportStorage: settings.NEXTTERM_EXPORT_STORAGE || (blobsOf(settings.NEXTTERM_STORAGE) ?? ''),
      exportDays: settings.NEXTTERM_EXPORT_DAYS,
      ...(settings.NEXTTERM_MAIL !== '' && { mail: { server: settings.NEXTTERM_MAIL, address: settings.NEXTTERM_MAIL_FROM } }),
      mailDays: settings.NEXTTERM_MAIL_DAYS,
      ...(subscriptionsPerCustomer !== undefined && { subscriptionsPerCustomer }),
    },
  };
};

/** As {@link checkSettings}. @throws SettingsWrong that names every setting that is missing or wrong. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const checked = checkSettings(environment);
  if (!checked.ok) throw new SettingsWrong(checked.problems);
  return checked.config;
};
