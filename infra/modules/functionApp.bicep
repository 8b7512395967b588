// The app on Flex Consumption. FUNCTIONS_WORKER_RUNTIME is not a setting there: `runtime` says it.
param name string
param location string
param nodeVersion string
param maximumInstances int

@description('Blob container that holds the deployed package.')
param packagesUrl string
param hostStorageName string
param insightsName string

@description('The app\'s own settings, as in local.settings.sample.json.')
param settings object

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: { type: 'SystemAssignedIdentity' }
        }
      }
      runtime: { name: 'node', version: nodeVersion }
      scaleAndConcurrency: { maximumInstanceCount: maximumInstances, instanceMemoryMB: 2048 }
    }
    // Without `cors`: with any origin there the platform answers preflights itself, and takes the app's own headers for pages off its answers.
    siteConfig: { minTlsVersion: '1.2' }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, {
    AzureWebJobsStorage__accountName: hostStorageName
    AzureWebJobsStorage__credential: 'managedidentity'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD'
    // `/` belongs to the app.
    AzureWebJobsDisableHomepage: 'true'
    // Bytes. The host holds a whole body before the app sees its caller. Above the app's own 1 MiB, so that the app says what is wrong with a larger one.
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '4194304'
  })
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
output principalId string = app.identity.principalId
