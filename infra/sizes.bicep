import { Sizes } from 'types.bicep'

@export()
@description('To try things out on: nothing that costs while nobody calls.')
var dev Sizes = {
  durableBackEnd: 'azureStorage'
  dataReplication: 'Standard_LRS'
  shards: []
  zoneRedundant: false
  alwaysReadyInstances: 0
  maximumInstances: 40
  instanceMemoryMB: 2048
  retentionDays: 30
  deletedBlobDays: 0
  serviceBusTier: 'Standard'
  privateNetwork: false
}

@export()
@description('To sell on.')
var prod Sizes = {
  durableBackEnd: 'azureStorage'
  dataReplication: 'Standard_ZRS'
  shards: []
  zoneRedundant: true
  alwaysReadyInstances: 2
  maximumInstances: 100
  instanceMemoryMB: 2048
  retentionDays: 90
  deletedBlobDays: 30
  serviceBusTier: 'Standard'
  privateNetwork: false
}
