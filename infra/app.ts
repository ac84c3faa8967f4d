// The CDK app: reads the context once, makes the one stack of that stage, and has it reviewed.
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { acknowledge } from './acknowledged.ts'
import { TrackerStack } from './stack.ts'
import { parseStageConfig, StageConfigError } from './stageConfig.ts'

const app = new App()
try {
  const config = parseStageConfig(app.node.getAllContext())
  acknowledge(new TrackerStack(app, `au-tracker-${config.stage}`, config))
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
} catch (error) {
  if (!(error instanceof StageConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
