// What `azd up` deploys: a resource group, and in it main.bicep.
import { Choices, Sizes } from 'types.bicep'

targetScope = 'subscription'

@description('Name of azd\'s environment.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of all resources; one where Flex Consumption is offered.')
param location string

@description('What differs between dev and prod.')
param sizes Sizes

@description('Settings of the app.')
param choices Choices

@description('Where mail goes out, smtps://user:password@host (NEXTTERM_MAIL); empty: none is sent.')
@secure()
param mail string = ''

@description('Mail addresses that alerts are sent to.')
param alertReceivers string[] = []

// How azd finds what it has made, and takes it down again.
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module nextterm 'main.bicep' = {
  scope: group
  params: { location: location, sizes: sizes, choices: choices, mail: mail, alertReceivers: alertReceivers, tags: tags }
}

output NEXTTERM_URL string = nextterm.outputs.url
