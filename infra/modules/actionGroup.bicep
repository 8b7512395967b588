// Whom alerts are sent to. Without an address they stand in the portal and nobody is told.
import { Tags } from '../types.bicep'

param name string
param tags Tags

@description('Mail addresses.')
param receivers string[]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'NextTerm'
    enabled: true
    emailReceivers: [
      for (address, place) in receivers: {
        name: 'operator${place + 1}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

output id string = group.id
