// The operator's day, on one page of the portal: workbook.json.
import { Tags } from '../types.bicep'

@description('Its name is a GUID, made of this.')
param name string
param location string
param tags Tags
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, name, 'day')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: '${name}: the operator\'s day'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: string(loadJsonContent('../workbook.json'))
  }
}
