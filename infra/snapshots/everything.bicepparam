// For the checks alone: what neither dev nor prod switches on.
using '../main.bicep'

import { prod } from '../sizes.bicep'

param sizes = {
  ...prod
  durableBackEnd: 'durableTaskScheduler'
  shards: ['east', 'west']
  serviceBusTier: 'Premium'
  privateNetwork: true
}

param choices = {
  NEXTTERM_OPERATOR_TENANT: readEnvironmentVariable('NEXTTERM_OPERATOR_TENANT')
  NEXTTERM_TOKEN_AUDIENCE: readEnvironmentVariable('NEXTTERM_TOKEN_AUDIENCE')
}

param alertReceivers = ['operator@example.com']
