// A storage account that takes identities only: no keys, no anonymous access. The app makes its tables itself.
@minLength(3)
@maxLength(24)
param name string
param location string
param replication string
param containers string[]

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: { name: replication }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for item in containers: {
    parent: blobs
    name: item
  }
]

output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
// Without the slash that primaryEndpoints.table ends with.
output tableEndpoint string = 'https://${account.name}.table.${environment().suffixes.storage}'
