// The Durable Task Scheduler: where Durable Functions keep their state, in place of the host's storage account.
import { Tags } from '../types.bicep'

@minLength(3)
@maxLength(64)
param name string
param location string
param tags Tags
param taskHub string

@description('For how many days what has ended can still be looked at.')
param retentionDays int

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'Consumption' }
    // An empty list lets nobody in. Whoever comes needs a role.
    ipAllowlist: ['0.0.0.0/0']
  }

  resource hub 'taskHubs' = {
    name: taskHub
    properties: {}
  }

  resource retention 'retentionPolicies' = {
    name: 'default'
    properties: { retentionPolicies: [{ retentionPeriodInDays: retentionDays }] }
  }
}

output endpoint string = scheduler.properties.endpoint
