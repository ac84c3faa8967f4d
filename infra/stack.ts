// What is deployed, as a table of contents: each part has a file of its name.
import { CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { defineAlarms } from './alarms.ts'
import { defineApi } from './api.ts'
import { defineAudit, defineSeals } from './audit.ts'
import { defineDashboard } from './dashboard.ts'
import { defineDrift } from './drift.ts'
import { environmentOf } from './environment.ts'
import { defineCalendar, defineExports } from './exports.ts'
import { defineIdentity } from './identity.ts'
import { defineImports, defineSheets } from './imports.ts'
import { definePledges } from './pledges.ts'
import { defineReports, defineReportStore } from './reports.ts'
import { descriptionOf, type StageConfig } from './stageConfig.ts'
import { defineTable } from './table.ts'
import { defineTracking } from './tracking.ts'
import { defineUploads } from './uploads.ts'

export class TrackerStack extends Stack {
  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id, {
      description: descriptionOf(config.stage),
      terminationProtection: config.stage === 'prod',
      analyticsReporting: false,
    })

    const table = defineTable(this, config)
    const identity = defineIdentity(this, config)
    const reportStore = defineReportStore(this, config)
    const seals = defineSeals(this, config)
    const environment = environmentOf(config, table, identity, reportStore, seals)

    defineTracking(this, { config, table, topic: reportStore.topic, environment })
    definePledges(this, { config, table, topic: reportStore.topic, environment })
    const reportFunction = defineReports(this, { config, table, reportStore, environment })
    const importFunction = defineImports(this, { config, table, reportStore, environment })
    const sheetFunction = defineSheets(this, { config, table, reportStore, environment })
    const uploadFunction = defineUploads(this, { config, table, reportStore, environment })
    const exportFunction = defineExports(this, { config, table, reportStore, environment })
    const calendarFunction = defineCalendar(this, { config, table, reportStore, environment })
    const auditFunction = defineAudit(this, { config, table, seals, environment })
    defineDrift(this, { config, table, seals, environment })
    const answering = {
      reportFunction,
      importFunction,
      sheetFunction,
      uploadFunction,
      exportFunction,
      calendarFunction,
    }
    const { api, apiFunction } = defineApi(this, { config, table, identity, environment, auditFunction, ...answering })
    defineDashboard(this, { api, apiFunction })
    defineAlarms(this, { config, table, api })

    this.#publish({
      ApiUrl: api.apiEndpoint,
      TokenUrl: identity.tokenUrl,
      UserPoolId: identity.pool.userPoolId,
      UserPoolClientId: identity.users.userPoolClientId,
      MachineClientId: identity.machines.userPoolClientId,
      TableName: table.tableName,
      ReportBucket: reportStore.bucket.bucketName,
      SealBucket: seals.bucketName,
      TopicArn: reportStore.topic.topicArn,
    })
  }

  /** Outputs keep these names: the README and the deployed journeys read them. */
  #publish(outputs: Record<string, string>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}
