// One service, reached from the network under the name it has everywhere.
import { Tags } from '../types.bicep'

@minLength(2)
@maxLength(64)
param name string
param location string
param tags Tags
param subnetId string
param targetId string

@description('Which part of the service: blob, queue, table, namespace.')
param part string

@description('Name of the private DNS zone.')
param zone string

resource dns 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: zone
}

resource endpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [{ name: part, properties: { privateLinkServiceId: targetId, groupIds: [part] } }]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: part, properties: { privateDnsZoneId: dns.id } }] }
  }
}
