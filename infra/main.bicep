// NextTerm on Azure, in one resource group: a Function App on Flex Consumption with an identity of its own, what it keeps its state in, and what tells how it is. No secrets anywhere.
import { Choices, Sizes, Tags } from 'types.bicep'

targetScope = 'resourceGroup'

@description('Begins every name: 3 to 10 lower-case letters and digits, a letter first.')
@minLength(3)
@maxLength(10)
param name string = 'nextterm'

@description('Region of all resources; one where Flex Consumption is offered.')
param location string = resourceGroup().location

@description('What differs between dev and prod.')
param sizes Sizes

@description('Settings of the app.')
param choices Choices

@description('Where mail goes out, smtps://user:password@host (NEXTTERM_MAIL); empty: none is sent.')
@secure()
param mail string = ''

@description('Mail addresses that alerts are sent to.')
param alertReceivers string[] = []

param tags Tags = {}

// Every name, once.
var suffix = uniqueString(resourceGroup().id)
var names = {
  all: '${name}-${suffix}'
  hostStorage: '${name}h${suffix}'
  dataStorage: '${name}d${suffix}'
}
// A letter each, other than those of the two above.
var letters = 'abcefgijklmnopqrstuvwxyz'
var shards = [
  for (shard, place) in sizes.shards: { name: shard, account: '${name}${substring(letters, place, 1)}${suffix}' }
]
var packages = 'packages'
// As `nextterm backup` names it.
var backups = 'backups'
var ownScheduler = sizes.durableBackEnd == 'durableTaskScheduler'
// As host.json names it; a hub of a scheduler is in lower case.
var taskHub = ownScheduler ? 'nextterm' : 'NextTerm'
var privateBus = sizes.privateNetwork && sizes.serviceBusTier == 'Premium'

var zones = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  namespace: 'privatelink.servicebus.windows.net'
}
var shardEndpoints = [for shard in shards: { of: shard.name, account: shard.account, part: 'table' }]
var shardAddresses = [
  for shard in shards: '${shard.name}=https://${shard.account}.table.${environment().suffixes.storage}'
]
var ownEndpoints = [
  { of: 'host', account: names.hostStorage, part: 'blob' }
  { of: 'host', account: names.hostStorage, part: 'queue' }
  { of: 'host', account: names.hostStorage, part: 'table' }
  { of: 'data', account: names.dataStorage, part: 'blob' }
  { of: 'data', account: names.dataStorage, part: 'table' }
]
var storageEndpoints = concat(ownEndpoints, shardEndpoints)

module identity 'modules/identity.bicep' = {
  params: { name: names.all, location: location, tags: tags }
}

module workspace 'modules/workspace.bicep' = {
  params: { name: names.all, location: location, tags: tags, retentionDays: sizes.retentionDays }
}

module insights 'modules/insights.bicep' = {
  params: { name: names.all, location: location, tags: tags, workspaceId: workspace.outputs.id }
}

module hostStorage 'modules/storageAccount.bicep' = {
  params: {
    name: names.hostStorage
    location: location
    tags: tags
    replication: sizes.zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    containers: [packages]
    deletedBlobDays: 0
    isPrivate: sizes.privateNetwork
    logsBlobs: false
    workspaceId: workspace.outputs.id
  }
}

module dataStorage 'modules/storageAccount.bicep' = {
  params: {
    name: names.dataStorage
    location: location
    tags: tags
    replication: sizes.dataReplication
    containers: [backups]
    deletedBlobDays: sizes.deletedBlobDays
    isPrivate: sizes.privateNetwork
    logsBlobs: true
    workspaceId: workspace.outputs.id
  }
}

module shardStorage 'modules/storageAccount.bicep' = [
  for shard in shards: {
    params: {
      name: shard.account
      location: location
      tags: tags
      replication: sizes.dataReplication
      containers: []
      deletedBlobDays: 0
      isPrivate: sizes.privateNetwork
      logsBlobs: false
      workspaceId: workspace.outputs.id
    }
  }
]

module serviceBus 'modules/serviceBus.bicep' = {
  params: {
    name: names.all
    location: location
    tags: tags
    tier: sizes.serviceBusTier
    isPrivate: privateBus
    workspaceId: workspace.outputs.id
  }
}

module scheduler 'modules/scheduler.bicep' = if (ownScheduler) {
  params: { name: names.all, location: location, tags: tags, taskHub: taskHub, retentionDays: 30 }
}

module network 'modules/network.bicep' = if (sizes.privateNetwork) {
  params: {
    name: names.all
    location: location
    tags: tags
    zones: privateBus ? [zones.blob, zones.queue, zones.table, zones.namespace] : [zones.blob, zones.queue, zones.table]
  }
}

module privateStorage 'modules/privateEndpoint.bicep' = [
  for each in storageEndpoints: if (sizes.privateNetwork) {
    params: {
      name: '${names.all}-${each.of}-${each.part}'
      location: location
      tags: tags
      subnetId: network!.outputs.endpointsSubnetId
      targetId: resourceId('Microsoft.Storage/storageAccounts', each.account)
      part: each.part
      zone: zones[each.part]
    }
    dependsOn: [hostStorage, dataStorage, shardStorage]
  }
]

module privateServiceBus 'modules/privateEndpoint.bicep' = if (privateBus) {
  params: {
    name: '${names.all}-bus'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointsSubnetId
    targetId: resourceId('Microsoft.ServiceBus/namespaces', names.all)
    part: 'namespace'
    zone: zones.namespace
  }
  dependsOn: [serviceBus]
}

module roles 'modules/roles.bicep' = {
  params: {
    principalId: identity.outputs.principalId
    identityName: names.all
    hostStorageName: names.hostStorage
    dataStorageName: names.dataStorage
    shardStorageNames: [for shard in shards: shard.account]
    insightsName: names.all
    serviceBusName: names.all
    schedulerName: ownScheduler ? names.all : ''
  }
  dependsOn: [hostStorage, dataStorage, shardStorage, insights, serviceBus, scheduler]
}

module plan 'modules/plan.bicep' = {
  params: { name: names.all, location: location, tags: tags, zoneRedundant: sizes.zoneRedundant }
}

module functionApp 'modules/functionApp.bicep' = {
  params: {
    name: names.all
    location: location
    // How azd finds what it deploys to.
    tags: union(tags, { 'azd-service-name': 'app' })
    planId: plan.outputs.id
    identityName: names.all
    hostStorageName: names.hostStorage
    packagesUrl: 'https://${names.hostStorage}.blob.${environment().suffixes.storage}/${packages}'
    maximumInstances: sizes.maximumInstances
    instanceMemoryMB: sizes.instanceMemoryMB
    // The platform scales by what the file host.json says, which names the storage account: with a scheduler one instance has to stand ready.
    alwaysReady: concat(
      sizes.alwaysReadyInstances > 0 ? [{ name: 'http', instanceCount: sizes.alwaysReadyInstances }] : [],
      ownScheduler ? [{ name: 'durable', instanceCount: max(1, sizes.alwaysReadyInstances) }] : []
    )
    subnetId: sizes.privateNetwork ? network!.outputs.appSubnetId : ''
    workspaceId: workspace.outputs.id
    insightsConnectionString: insights.outputs.connectionString
    schedulerConnection: ownScheduler
      ? 'Endpoint=${scheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
      : ''
    durableBackEnd: sizes.durableBackEnd
    taskHub: taskHub
    serviceBusHost: '${names.all}.servicebus.windows.net'
    dataStorageName: names.dataStorage
    shards: join(shardAddresses, ',')
    choices: choices
    mail: mail
  }
  // Its first start finds what it may do already.
  dependsOn: [roles, privateStorage, privateServiceBus]
}

module actionGroup 'modules/actionGroup.bicep' = {
  params: { name: names.all, tags: tags, receivers: alertReceivers }
}

module logAlerts 'modules/logAlerts.bicep' = {
  params: {
    name: names.all
    location: location
    tags: tags
    workspaceId: workspace.outputs.id
    actionGroupId: actionGroup.outputs.id
  }
}

module platformAlerts 'modules/platformAlerts.bicep' = {
  params: {
    name: names.all
    tags: tags
    dataStorageName: names.dataStorage
    serviceBusName: names.all
    actionGroupId: actionGroup.outputs.id
  }
  dependsOn: [dataStorage, serviceBus]
}

module availability 'modules/availability.bicep' = {
  params: {
    name: names.all
    location: location
    tags: tags
    insightsName: names.all
    url: functionApp.outputs.url
    actionGroupId: actionGroup.outputs.id
  }
}

module workbook 'modules/workbook.bicep' = {
  params: { name: names.all, location: location, tags: tags, workspaceId: workspace.outputs.id }
}

output functionAppName string = names.all
output url string = functionApp.outputs.url
