// Events for whoever works outside the app. Its entities are those of servicebus.json, which the local broker reads too. Keys are switched off.
import { Tags } from '../types.bicep'

@minLength(6)
@maxLength(50)
param name string
param location string
param tags Tags
param tier 'Standard' | 'Premium'

@description('Whether only private endpoints reach it.')
param isPrivate bool
param workspaceId string

var topology = loadJsonContent('../servicebus.json').UserConfig.Namespaces[0].Topics

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: tier, tier: tier, capacity: tier == 'Premium' ? 1 : null }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

// Duplicate detection is fixed when a topic is made.
resource topics 'Microsoft.ServiceBus/namespaces/topics@2026-01-01' = [
  for topic in topology: {
    parent: namespace
    name: topic.Name
    properties: {
      requiresDuplicateDetection: topic.Properties.RequiresDuplicateDetection
      duplicateDetectionHistoryTimeWindow: topic.Properties.DuplicateDetectionHistoryTimeWindow
      supportOrdering: true
    }
  }
]

// All of them are of the one topic.
resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2026-01-01' = [
  for subscription in topology[0].Subscriptions: {
    parent: topics[0]
    name: subscription.Name
    properties: {
      requiresSession: subscription.Properties.RequiresSession
      lockDuration: subscription.Properties.LockDuration
      maxDeliveryCount: subscription.Properties.MaxDeliveryCount
      defaultMessageTimeToLive: subscription.Properties.DefaultMessageTimeToLive
      deadLetteringOnMessageExpiration: subscription.Properties.DeadLetteringOnMessageExpiration
    }
  }
]

// What is newest and stable, 2016-09-01, has other members than the reference describes.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'OperationalLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
