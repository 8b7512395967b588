// Where logs, traces and metrics are kept.
import { Tags } from '../types.bicep'

param name string
param location string
param tags Tags
param retentionDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    features: { disableLocalAuth: true }
  }
}

output id string = workspace.id
