// NextTerm on Azure: a Function App on Flex Consumption with a managed identity, its two storage accounts and its logs. No secrets anywhere.
targetScope = 'resourceGroup'

@description('Begins every name: 3 to 11 lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param name string = 'nextterm'

@description('Region of all resources; one where Flex Consumption is offered.')
param location string = resourceGroup().location

@description('Entra tenant of whoever runs this installation (NEXTTERM_OPERATOR_TENANT).')
param operatorTenantId string

@description('Audiences of accepted tokens, separated by commas (NEXTTERM_TOKEN_AUDIENCE).')
param tokenAudience string

@description('Issuer of accepted tokens (NEXTTERM_TOKEN_ISSUER).')
param tokenIssuer string = '${environment().authentication.loginEndpoint}{tenantId}/v2.0'

@description('Where an issuer\'s keys are (NEXTTERM_JWKS_URI).')
param jwksUri string = '${environment().authentication.loginEndpoint}{tenantId}/discovery/v2.0/keys'

@description('Whether reads by key and commits are sent to storage without the SDK, which takes over where one fails (NEXTTERM_DIRECT_STORAGE).')
@allowed(['off', 'on'])
param directStorage string = 'on'

@description('What an absent member of a PATCH means (NEXTTERM_PATCH).')
@allowed(['keep', 'replace'])
param patch string = 'keep'

@description('How a charge line is cut to the currency (NEXTTERM_ROUNDING). Not to be changed once anything was charged.')
@allowed(['LINE_DOWN', 'UNIT_DOWN'])
param rounding string = 'LINE_DOWN'

@description('Whether a term with auto-renew off goes on by the month (NEXTTERM_EXTENDED_SERVICE_TERM).')
@allowed(['off', 'on'])
param extendedServiceTerm string = 'off'

@description('How many subscriptions a customer may have (NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER); empty: no limit.')
param subscriptionsPerCustomer string = ''

@description('Whether buying what brings calling minutes sets overage up (NEXTTERM_OVERAGE_SETUP).')
@allowed(['onPurchase', 'explicit'])
param overageSetUp string = 'onPurchase'

@description('On which day of the next month, 2 to 28, a month is invoiced (NEXTTERM_INVOICE_DAY).')
@minValue(2)
@maxValue(28)
param invoiceDay int = 7

@description('Tax on each line of an invoice by the country of the partner, NL=21,SE=25 say (NEXTTERM_TAX_PERCENT); empty: none.')
param taxPercent string = ''

@description('Who issues the invoices, as it stands on them: name and lines of the address, separated by semicolons (NEXTTERM_INVOICE_ISSUER); empty: nobody is named.')
param invoiceIssuer string = ''

@description('Where mail goes out, smtps://user:password@host (NEXTTERM_MAIL); empty: none is sent.')
@secure()
param mail string = ''

@description('The address that mail is sent from (NEXTTERM_MAIL_FROM).')
param mailFrom string = ''

@description('For how many days messages are kept (NEXTTERM_MAIL_DAYS).')
@minValue(4)
@maxValue(365)
param mailDays int = 30

@description('For how many days files of exports are kept (NEXTTERM_EXPORT_DAYS).')
@minValue(1)
@maxValue(30)
param exportDays int = 7

@description('Origins of pages that may read answers, separated by commas (NEXTTERM_ALLOWED_ORIGINS). The app answers browsers itself: no `cors` of the Function App beside it.')
param allowedOrigins string = ''

@description('How often may be called (NEXTTERM_THROTTLING): off, published, or own limits of calls a minute, tenant=3000,caller=1000,customer=500 say.')
param throttling string = 'published'

@description('For how many days the repeat of a request finds the answer of the first (NEXTTERM_RECEIPT_DAYS).')
@minValue(7)
@maxValue(3650)
param receiptDays int = 90

@description('Whom to tell of a weakness of this installation: mailto: and https: addresses separated by commas (NEXTTERM_SECURITY_CONTACT).')
param securityContact string = ''

@description('Node on the Function App.')
param nodeVersion string = '22'

@description('Most instances the app scales out to.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Replication of the account that holds customers, subscriptions and charge lines.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param dataReplication string = 'Standard_ZRS'

var suffix = uniqueString(resourceGroup().id)
var packages = 'packages'

module hostStorage 'modules/storage.bicep' = {
  name: 'hostStorage'
  params: {
    name: take('${name}h${suffix}', 24)
    location: location
    replication: 'Standard_LRS'
    containers: [packages]
  }
}

module dataStorage 'modules/storage.bicep' = {
  name: 'dataStorage'
  params: { name: take('${name}d${suffix}', 24), location: location, replication: dataReplication, containers: [] }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: '${name}-${suffix}', location: location }
}

module functionApp 'modules/functionApp.bicep' = {
  name: 'functionApp'
  params: {
    name: '${name}-${suffix}'
    location: location
    nodeVersion: nodeVersion
    maximumInstances: maximumInstances
    packagesUrl: '${hostStorage.outputs.blobEndpoint}${packages}'
    hostStorageName: hostStorage.outputs.name
    insightsName: monitoring.outputs.insightsName
    settings: {
      ServiceBusConnection__fullyQualifiedNamespace: serviceBus.outputs.host
      NEXTTERM_STORAGE: dataStorage.outputs.tableEndpoint
      NEXTTERM_DIRECT_STORAGE: directStorage
      NEXTTERM_TOKEN_ISSUER: tokenIssuer
      NEXTTERM_TOKEN_AUDIENCE: tokenAudience
      NEXTTERM_JWKS_URI: jwksUri
      NEXTTERM_OPERATOR_TENANT: operatorTenantId
      NEXTTERM_ALLOWED_ORIGINS: allowedOrigins
      NEXTTERM_THROTTLING: throttling
      NEXTTERM_RECEIPT_DAYS: string(receiptDays)
      NEXTTERM_SECURITY_CONTACT: securityContact
      NEXTTERM_PATCH: patch
      NEXTTERM_ROUNDING: rounding
      NEXTTERM_EXTENDED_SERVICE_TERM: extendedServiceTerm
      NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: subscriptionsPerCustomer
      NEXTTERM_OVERAGE_SETUP: overageSetUp
      NEXTTERM_INVOICE_DAY: string(invoiceDay)
      NEXTTERM_TAX_PERCENT: taxPercent
      NEXTTERM_INVOICE_ISSUER: invoiceIssuer
      // The app makes a container for each export itself.
      NEXTTERM_EXPORT_STORAGE: 'https://${dataStorage.outputs.name}.blob.${environment().suffixes.storage}'
      NEXTTERM_EXPORT_DAYS: string(exportDays)
      NEXTTERM_MAIL: mail
      NEXTTERM_MAIL_FROM: mailFrom
      NEXTTERM_MAIL_DAYS: string(mailDays)
    }
  }
}

module serviceBus 'modules/serviceBus.bicep' = {
  name: 'serviceBus'
  params: {
    name: '${name}-${suffix}'
    location: location
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    principalId: functionApp.outputs.principalId
    hostStorageName: hostStorage.outputs.name
    dataStorageName: dataStorage.outputs.name
    insightsName: monitoring.outputs.insightsName
    serviceBusName: serviceBus.outputs.name
  }
}

output functionAppName string = functionApp.outputs.name
output url string = functionApp.outputs.url
output dataStorageName string = dataStorage.outputs.name
