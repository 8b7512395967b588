using 'main.bicep'

import { prod } from 'sizes.bicep'

param sizes = prod

param choices = {
  NEXTTERM_OPERATOR_TENANT: readEnvironmentVariable('NEXTTERM_OPERATOR_TENANT')
  NEXTTERM_TOKEN_AUDIENCE: readEnvironmentVariable('NEXTTERM_TOKEN_AUDIENCE')
  NEXTTERM_CONSOLE_CLIENT: readEnvironmentVariable('NEXTTERM_CONSOLE_CLIENT', '')
}

// Separated by commas. Without one nobody is told of an alert.
param alertReceivers = split(readEnvironmentVariable('NEXTTERM_ALERTS_TO'), ',')
