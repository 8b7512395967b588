// Alerts on what the platform measures, which come also when the app says nothing any more.
import { Tags } from '../types.bicep'

@description('Begins the name of each.')
param name string
param tags Tags
param dataStorageName string
param serviceBusName string
param actionGroupId string

resource dataStorage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: dataStorageName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusName
}

resource storageBusy 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${name}-storage-busy'
  location: 'global'
  tags: tags
  properties: {
    description: 'The data account answers that it is busy. What to do: docs/operations/alerts.md#storage-busy'
    severity: 3
    enabled: true
    scopes: [dataStorage.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'busy'
          metricNamespace: 'Microsoft.Storage/storageAccounts'
          metricName: 'Transactions'
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: ['ServerBusyError', 'ClientThrottlingError', 'ServerTimeoutError']
            }
          ]
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 100
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}

resource busDeadLetters 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${name}-bus-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'There are dead letters of the bus. What to do: docs/operations/alerts.md#bus-dead-letters'
    severity: 3
    enabled: true
    scopes: [serviceBus.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'deadLetters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}
