// Everything the app's identity may do, in one place.
param principalId string
param identityName string
param hostStorageName string
param dataStorageName string
param shardStorageNames string[]
param insightsName string
param serviceBusName string

@description('Empty: state of Durable Functions is in the host\'s storage account.')
param schedulerName string

// Ids of built-in roles: learn.microsoft.com/azure/role-based-access-control/built-in-roles
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var serviceBusDataSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
var serviceBusDataReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var durableTaskDataContributor = '0ad04412-c4d5-4796-b79c-f76d14c8d402'

resource hostStorage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: hostStorageName
}

resource dataStorage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: dataStorageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusName
}

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' existing = if (!empty(schedulerName)) {
  name: empty(schedulerName) ? 'none' : schedulerName
}

// The Functions host: packages, leases and timers (blobs). Durable Functions without a scheduler: work items (queues), history (tables).
resource onHostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in (empty(schedulerName) ? [blobDataOwner, queueDataContributor, tableDataContributor] : [blobDataOwner]): {
    scope: hostStorage
    name: guid(hostStorage.id, identityName, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// NextTerm's own tables and the containers of exports and back-ups, which it also creates; links to exports are signed with a key that storage gives to the identity.
resource onDataStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [tableDataContributor, blobDataContributor]: {
    scope: dataStorage
    name: guid(dataStorage.id, identityName, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource shardStorage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = [
  for shard in shardStorageNames: {
    name: shard
  }
]

// Customers that are in another account.
resource onShardStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (shard, place) in shardStorageNames: {
    scope: shardStorage[place]
    name: guid(shardStorage[place].id, identityName, tableDataContributor)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
    }
  }
]

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, identityName, monitoringMetricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

// Events out, and to those of the app's functions that work on them.
resource onServiceBus 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [serviceBusDataSender, serviceBusDataReceiver]: {
    scope: serviceBus
    name: guid(serviceBus.id, identityName, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource onScheduler 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(schedulerName)) {
  scope: scheduler
  name: guid(scheduler.id, identityName, durableTaskDataContributor)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', durableTaskDataContributor)
  }
}
