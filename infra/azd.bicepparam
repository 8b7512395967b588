using 'azd.bicep'

import { dev, prod } from 'sizes.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')

param location = readEnvironmentVariable('AZURE_LOCATION')

param sizes = readEnvironmentVariable('NEXTTERM_SIZES', 'dev') == 'prod' ? prod : dev

param choices = {
  NEXTTERM_OPERATOR_TENANT: readEnvironmentVariable('NEXTTERM_OPERATOR_TENANT')
  NEXTTERM_TOKEN_AUDIENCE: readEnvironmentVariable('NEXTTERM_TOKEN_AUDIENCE')
  NEXTTERM_CONSOLE_CLIENT: readEnvironmentVariable('NEXTTERM_CONSOLE_CLIENT', '')
}

param alertReceivers = empty(readEnvironmentVariable('NEXTTERM_ALERTS_TO', ''))
  ? []
  : split(readEnvironmentVariable('NEXTTERM_ALERTS_TO', ''), ',')
