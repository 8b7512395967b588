// Events for whoever works outside the app. Its entities are those of servicebus.json, which the local broker reads too. Keys are switched off.
param name string
param location string

var topology = loadJsonContent('../servicebus.json').UserConfig.Namespaces[0].Topics

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  sku: { name: 'Standard', tier: 'Standard' }
  properties: { disableLocalAuth: true, minimumTlsVersion: '1.2' }
}

// Duplicate detection is fixed when a topic is made.
resource topics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = [
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
resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [
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

output name string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
