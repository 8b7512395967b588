// The app. On Flex Consumption FUNCTIONS_WORKER_RUNTIME is no setting (`runtime` says it), and there is no health check of the platform: the availability test asks instead.
import { Choices, Tags } from '../types.bicep'

@minLength(2)
@maxLength(60)
param name string
param location string
param tags Tags
param planId string
param identityName string
param hostStorageName string

@description('Blob container that holds the deployed package.')
param packagesUrl string
param maximumInstances int
param instanceMemoryMB int
param alwaysReady AlwaysReady[]

@description('Where it goes out from; empty: from addresses of the platform.')
param subnetId string
param workspaceId string
param insightsConnectionString string

@description('Connection of the Durable Task Scheduler, which holds no secret; empty: state is in the host\'s storage account.')
param schedulerConnection string
param durableBackEnd 'azureStorage' | 'durableTaskScheduler'
param taskHub string
param serviceBusHost string
param dataStorageName string

@description('NEXTTERM_STORAGE_SHARDS.')
param shards string
param choices Choices

@description('NEXTTERM_MAIL, which may hold a password.')
@secure()
param mail string

@description('How many instances of a kind of trigger always stand ready.')
type AlwaysReady = { name: 'http' | 'durable', instanceCount: int }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'node', version: '22' }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReady
      }
    }
    // Without `cors`: with any origin there the platform answers preflights itself, and takes the app's own headers for pages off its answers.
    siteConfig: { minTlsVersion: '1.2' }
  }

  // Nobody publishes with a password.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

var login = environment().authentication.loginEndpoint

// Written out, one by one, so that what the compiler works out beforehand names each.
resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    NEXTTERM_STORAGE: 'https://${dataStorageName}.table.${environment().suffixes.storage}'
    NEXTTERM_STORAGE_SHARDS: shards
    NEXTTERM_EXPORT_STORAGE: 'https://${dataStorageName}.blob.${environment().suffixes.storage}'
    NEXTTERM_OPERATOR_TENANT: choices.NEXTTERM_OPERATOR_TENANT
    NEXTTERM_TOKEN_AUDIENCE: choices.NEXTTERM_TOKEN_AUDIENCE
    NEXTTERM_TOKEN_ISSUER: choices.?NEXTTERM_TOKEN_ISSUER ?? '${login}{tenantId}/v2.0'
    NEXTTERM_JWKS_URI: choices.?NEXTTERM_JWKS_URI ?? '${login}{tenantId}/discovery/v2.0/keys'
    NEXTTERM_DIRECT_STORAGE: choices.?NEXTTERM_DIRECT_STORAGE ?? 'on'
    NEXTTERM_PUBLIC_URL: choices.?NEXTTERM_PUBLIC_URL ?? ''
    NEXTTERM_ALLOWED_ORIGINS: choices.?NEXTTERM_ALLOWED_ORIGINS ?? ''
    NEXTTERM_SECURITY_CONTACT: choices.?NEXTTERM_SECURITY_CONTACT ?? ''
    NEXTTERM_CONSOLE_CLIENT: choices.?NEXTTERM_CONSOLE_CLIENT ?? ''
    NEXTTERM_CONSOLE_AUTHORITY: choices.?NEXTTERM_CONSOLE_AUTHORITY ?? '${login}organizations'
    NEXTTERM_WEBHOOK_ALLOW_PRIVATE: choices.?NEXTTERM_WEBHOOK_ALLOW_PRIVATE ?? 'off'
    NEXTTERM_THROTTLING: choices.?NEXTTERM_THROTTLING ?? 'published'
    NEXTTERM_CALL_LOG: choices.?NEXTTERM_CALL_LOG ?? 'on'
    NEXTTERM_TELEMETRY: choices.?NEXTTERM_TELEMETRY ?? 'azure'
    NEXTTERM_RECEIPT_DAYS: choices.?NEXTTERM_RECEIPT_DAYS ?? '90'
    NEXTTERM_PATCH: choices.?NEXTTERM_PATCH ?? 'keep'
    NEXTTERM_ROUNDING: choices.?NEXTTERM_ROUNDING ?? 'LINE_DOWN'
    NEXTTERM_EXTENDED_SERVICE_TERM: choices.?NEXTTERM_EXTENDED_SERVICE_TERM ?? 'off'
    NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER: choices.?NEXTTERM_SUBSCRIPTIONS_PER_CUSTOMER ?? ''
    NEXTTERM_OVERAGE_SETUP: choices.?NEXTTERM_OVERAGE_SETUP ?? 'onPurchase'
    NEXTTERM_INVOICE_DAY: choices.?NEXTTERM_INVOICE_DAY ?? '7'
    NEXTTERM_TAX_PERCENT: choices.?NEXTTERM_TAX_PERCENT ?? ''
    NEXTTERM_INVOICE_ISSUER: choices.?NEXTTERM_INVOICE_ISSUER ?? ''
    NEXTTERM_EXPORT_DAYS: choices.?NEXTTERM_EXPORT_DAYS ?? '7'
    NEXTTERM_MAIL: mail
    NEXTTERM_MAIL_FROM: choices.?NEXTTERM_MAIL_FROM ?? ''
    NEXTTERM_MAIL_DAYS: choices.?NEXTTERM_MAIL_DAYS ?? '30'
    AzureWebJobsStorage__accountName: hostStorageName
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.properties.clientId
    // Which of the app's identities the SDKs sign in as, and that they try nothing else.
    AZURE_CLIENT_ID: identity.properties.clientId
    AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
    ServiceBusConnection__fullyQualifiedNamespace: serviceBusHost
    ServiceBusConnection__credential: 'managedidentity'
    ServiceBusConnection__clientId: identity.properties.clientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    // `/` belongs to the app.
    AzureWebJobsDisableHomepage: 'true'
    // Bytes. The host holds a whole body before the app sees its caller. Above the app's own 1 MiB, so that the app says what is wrong with a larger one.
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '4194304'
    // These go before what host.json says.
    DURABLE_TASK_SCHEDULER_CONNECTION_STRING: schedulerConnection
    AzureFunctionsJobHost__extensions__durableTask__hubName: taskHub
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: durableBackEnd == 'durableTaskScheduler'
      ? 'azureManaged'
      : 'AzureStorage'
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: durableBackEnd == 'durableTaskScheduler'
      ? 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      : 'AzureWebJobsStorage'
  }
}

// What is newest and stable, 2016-09-01, has other members than the reference describes.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output url string = 'https://${app.properties.defaultHostName}'
