// The CDK app: reads the context once, makes the one stack of that stage, and has it reviewed.
import { App, Validations } from 'aws-cdk-lib/core'
import { parseStageConfig, type StageConfig, StageConfigError } from './stageConfig.ts'

const app = new App()

const configOf = (context: Record<string, unknown>): StageConfig => {
  try {
    return parseStageConfig(context)
  } catch (error) {
    if (!(error instanceof StageConfigError)) throw error
    console.error(error.message)
    return process.exit(1)
  }
}

const config = configOf(app.node.getAllContext())
// Only now: a wrong value is told at once, and not after all that a stack needs is loaded.
const [{ TrackerStack }, { acknowledge }, { AwsSolutionsChecks, ServerlessChecks }] = await Promise.all([
  import('./stack.ts'),
  import('./acknowledged.ts'),
  import('cdk-nag'),
])
acknowledge(new TrackerStack(app, `au-tracker-${config.stage}`, config))
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
