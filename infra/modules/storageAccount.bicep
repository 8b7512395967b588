// A storage account that takes identities only: no keys, no anonymous access. The app makes its tables itself.
import { Tags } from '../types.bicep'

@minLength(3)
@maxLength(24)
param name string
param location string
param tags Tags
param replication string
param containers string[]

@description('For how many days deleted blobs can be had back; 0: not at all.')
param deletedBlobDays int

@description('Whether only private endpoints reach it.')
param isPrivate bool

@description('Whether each call of its blobs is logged.')
param logsBlobs bool
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: replication }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: deletedBlobDays > 0 ? { enabled: true, days: deletedBlobDays } : { enabled: false }
      containerDeleteRetentionPolicy: deletedBlobDays > 0
        ? { enabled: true, days: deletedBlobDays }
        : { enabled: false }
    }

    resource container 'containers' = [
      for item in containers: {
        name: item
        properties: { publicAccess: 'None' }
      }
    ]
  }
}

// What is newest and stable, 2016-09-01, has other members than the reference describes.
resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

// Calls of tables are not logged: there is a row for each, and the app makes several for every call it answers.
// What is newest and stable, 2016-09-01, has other members than the reference describes.
resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (logsBlobs) {
  scope: account::blobs
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageRead', enabled: true }
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}
