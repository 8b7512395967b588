// Application Insights over the workspace, written to with the app's identity.
import { Tags } from '../types.bicep'

param name string
param location string
param tags Tags
param workspaceId string

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspaceId
    DisableLocalAuth: true
  }
}

output connectionString string = insights.properties.ConnectionString
