// Who the app is to everything it uses. It outlives the app, so that roles given to it hold when the app is made anew.
param name string
param location string
param tags Tags

import { Tags } from '../types.bicep'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output principalId string = identity.properties.principalId
output clientId string = identity.properties.clientId
