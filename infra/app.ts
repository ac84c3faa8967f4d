// The CDK app: reads the context once and makes the one stack of that stage.
import { App } from 'aws-cdk-lib'
import { TrackerStack } from './stack.ts'
import { parseStageConfig, StageConfigError } from './stageConfig.ts'

const app = new App()
try {
  const config = parseStageConfig(app.node.getAllContext())
  new TrackerStack(app, `au-tracker-${config.stage}`, config)
} catch (error) {
  if (!(error instanceof StageConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
