/**
 * The app's settings as the local runtime sets them; `local.settings.sample.json` lists the same keys. Where things are follows from how the
 * sandbox was started, so it overrides the environment; the seller's choices do not.
 * @param url of the sandbox as clients are told it, without a slash at the end
 * @param ownUrl by which the app calls the sandbox itself: in the clear, since it knows no certificate
 * @param serviceBus connection string; empty: there is none
 * @param mail address of the folder that mail goes into; empty: none is sent, unless the environment says where it goes
 */
export const localSettings = (
  { url, ownUrl = url, storage, serviceBus, mail, operatorTenantId }: { readonly url: string; readonly ownUrl?: string; readonly storage: string; readonly serviceBus: string; readonly mail: string; readonly operatorTenantId: string },
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> => ({
  AzureWebJobsStorage: storage,
  FUNCTIONS_WORKER_RUNTIME: 'node',
  AzureWebJobsDisableHomepage: 'true',
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '4194304',
  NEXTTERM_STORAGE: storage,
  NEXTTERM_STORAGE_SHARDS: environment['NEXTTERM_STORAGE_SHARDS'] ?? '',
  ServiceBusConnection: serviceBus,
  ServiceBusConnection__fullyQualifiedNamespace: '',
  NEXTTERM_DIRECT_STORAGE: environment['NEXTTERM_DIRECT_STORAGE'] ?? 'on',
  NEXTTERM_TOKEN_ISSUER: `${url}/{tenantId}/v2.0`,
  NEXTTERM_TOKEN_AUDIENCE: LOCAL_AUDIENCE,
  NEXTTERM_JWKS_URI: `${ownUrl}/{tenantId}/discovery/v2.0/keys`,
  NEXTTERM_OPERATOR_TENANT: operatorTenantId,
  NEXTTERM_PUBLIC_URL: url,
  NEXTTERM_ALLOWED_ORIGINS: environment['NEXTTERM_ALLOWED_ORIGINS'] ?? 'loopback',
  NEXTTERM_SECURITY_CONTACT: environment['NEXTTERM_SECURITY_CONTACT'] ?? '',
  NEXTTERM_CONSOLE_CLIENT: 'local',
  NEXTTERM_CONSOLE_AUTHORITY: environment['NEXTTERM_CONSOLE_AUTHORITY'] ?? 'https://login.microsoftonline.com/organizations',
  NEXTTERM_WEBHOOK_ALLOW_PRIVATE: 'on',
  NEXTTERM_THROTTLING: environment['NEXTTERM_THROTTLING'] ?? 'off',
  NEXTTERM_CALL_LOG: environment['NEXTTERM_CALL_LOG'] ?? 'off',
  NEXTTERM_TELEMETRY: environment['NEXTTERM_TELEMETRY'] ?? 'off',
  NEXTTERM_RECEIPT_DAYS: environment['NEXTTERM_RECEIPT_DAYS'] ?? '90',
  NEXTTERM_PATCH: environment['NEXTTERM_PATCH'] ?? 'keep',
  NEXTTERM_ROUNDING: environment['NEXTTERM_ROUNDING'] ?? 'LINE_DOWN',
  NEXTTERM_EXTENDED_SERVICE_TERM: environment['NEXTTERM_EXTENDED_SERVICE_TERM'] ?? 'off',
  NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: environment['NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER'] ?? '',
  NEXTTERM_OVERAGE_SETUP: environment['NEXTTERM_OVERAGE_SETUP'] ?? 'onPurchase',
  NEXTTERM_INVOICE_DAY: environment['NEXTTERM_INVOICE_DAY'] ?? '7',
  NEXTTERM_TAX_PERCENT: environment['NEXTTERM_TAX_PERCENT'] ?? '',
  NEXTTERM_INVOICE_ISSUER: environment['NEXTTERM_INVOICE_ISSUER'] ?? '',
  NEXTTERM_EXPORT_STORAGE: '',
  NEXTTERM_EXPORT_DAYS: environment['NEXTTERM_EXPORT_DAYS'] ?? '7',
  NEXTTERM_MAIL: environment['NEXTTERM_MAIL'] ?? mail,
  NEXTTERM_MAIL_FROM: environment['NEXTTERM_MAIL_FROM'] ?? 'no-reply@nextterm.example',
  NEXTTERM_MAIL_DAYS: environment['NEXTTERM_MAIL_DAYS'] ?? '30',
});

/** Whom tokens of the development issuer are for: what Partner Center's clients ask for. */
export const LOCAL_AUDIENCE = 'https://api.partnercenter.microsoft.com';
