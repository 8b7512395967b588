// Types that the templates and the parameter files share.

@export()
@description('What differs between an installation to try things out on and one that sells. sizes.bicep has both.')
@sealed()
type Sizes = {
  @description('Where Durable Functions keep their state: in the host\'s storage account, or in a scheduler of their own.')
  durableBackEnd: 'azureStorage' | 'durableTaskScheduler'
  @description('Replication of the account that holds customers, subscriptions and charge lines.')
  dataReplication: 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'
  @description('Names of further storage accounts that customers are spread over, up to 20; none goes away again once customers are in it.')
  @maxLength(20)
  shards: string[]
  @description('Whether instances are spread over the zones of the region.')
  zoneRedundant: bool
  @description('Instances that answer calls without a cold start, and cost while they are idle.')
  @minValue(0)
  @maxValue(20)
  alwaysReadyInstances: int
  @minValue(1)
  @maxValue(1000)
  maximumInstances: int
  instanceMemoryMB: 2048 | 4096
  @description('For how many days logs, traces and metrics are kept.')
  @minValue(30)
  @maxValue(730)
  retentionDays: int
  @description('For how many days deleted blobs of the data account can be had back; 0: not at all.')
  @minValue(0)
  @maxValue(365)
  deletedBlobDays: int
  @description('Premium is what private endpoints need.')
  serviceBusTier: 'Standard' | 'Premium'
  @description('Whether storage, and Service Bus where it is Premium, are reached through a network of the installation\'s own and by nobody outside it.')
  privateNetwork: bool
}

@export()
@description('Settings of the app that whoever deploys decides on, as docs/configuration.md explains them. What is left out has the default of modules/functionApp.bicep.')
@sealed()
type Choices = {
  NEXTTERM_OPERATOR_TENANT: string
  NEXTTERM_TOKEN_AUDIENCE: string
  NEXTTERM_TOKEN_ISSUER: string?
  NEXTTERM_JWKS_URI: string?
  NEXTTERM_DIRECT_STORAGE: ('off' | 'on')?
  NEXTTERM_PUBLIC_URL: string?
  NEXTTERM_ALLOWED_ORIGINS: string?
  NEXTTERM_SECURITY_CONTACT: string?
  NEXTTERM_CONSOLE_CLIENT: string?
  NEXTTERM_CONSOLE_AUTHORITY: string?
  NEXTTERM_WEBHOOK_ALLOW_PRIVATE: ('off' | 'on')?
  NEXTTERM_THROTTLING: string?
  NEXTTERM_CALL_LOG: ('off' | 'on')?
  NEXTTERM_TELEMETRY: ('off' | 'otlp' | 'azure')?
  NEXTTERM_RECEIPT_DAYS: string?
  NEXTTERM_PATCH: ('keep' | 'replace')?
  NEXTTERM_ROUNDING: ('LINE_DOWN' | 'UNIT_DOWN')?
  NEXTTERM_EXTENDED_SERVICE_TERM: ('off' | 'on')?
  NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: string?
  NEXTTERM_OVERAGE_SETUP: ('onPurchase' | 'explicit')?
  NEXTTERM_INVOICE_DAY: string?
  NEXTTERM_TAX_PERCENT: string?
  NEXTTERM_INVOICE_ISSUER: string?
  NEXTTERM_EXPORT_DAYS: string?
  NEXTTERM_MAIL_FROM: string?
  NEXTTERM_MAIL_DAYS: string?
}

@export()
@description('Tags of every resource.')
type Tags = { *: string }
