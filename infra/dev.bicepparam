using 'main.bicep'

import { dev } from 'sizes.bicep'

param sizes = dev

param choices = {
  NEXTTERM_OPERATOR_TENANT: readEnvironmentVariable('NEXTTERM_OPERATOR_TENANT')
  NEXTTERM_TOKEN_AUDIENCE: readEnvironmentVariable('NEXTTERM_TOKEN_AUDIENCE')
  NEXTTERM_CONSOLE_CLIENT: readEnvironmentVariable('NEXTTERM_CONSOLE_CLIENT', '')
}
