// Alerts on what the app measures of itself: those of alerts.json, a rule each over the workspace. What each means, and what to do: docs/operations/alerts.md.
import { Tags } from '../types.bicep'

@description('Begins the name of each.')
param name string
param location string
param tags Tags
param workspaceId string
param actionGroupId string

var alerts = loadJsonContent('../alerts.json')

resource rules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${alert.title}'
      description: '${alert.title}. What to do: docs/operations/alerts.md#${alert.name}'
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      // A table that nothing was written to yet is none that the query could be held against.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: alert.aggregation
            metricMeasureColumn: alert.aggregation == 'Count' ? null : 'value'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]
