// The real CDK CLI against the emulator, and what the stack it made is called.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LambdaClient, paginateListFunctions, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda'
import * as z from 'zod'
import type { Emulator } from './emulator.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

const Outputs = z.object({
  ApiUrl: z.url(),
  UserPoolId: z.string(),
  UserPoolClientId: z.string(),
  MachineClientId: z.string(),
  TableName: z.string(),
  ReportBucket: z.string(),
  TopicArn: z.string(),
})
export type Outputs = z.infer<typeof Outputs>

export const stackName = 'au-tracker-dev'

/** One cdk command; a failure is thrown with what it printed last. */
export const cdk = async ({ environment }: Emulator, ...words: string[]): Promise<string> => {
  try {
    const { stdout, stderr } = await run(join(root, 'node_modules/.bin/cdk'), words, {
      cwd: root,
      env: { ...process.env, ...environment, CI: 'true' },
      maxBuffer: 50_000_000,
      timeout: 400_000,
    })
    return stdout + stderr
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`cdk ${words[0]}: ${(stdout + stderr).trim().split('\n').slice(-12).join('\n')}`, { cause: error })
  }
}

/** Deploys with the given context; what the synth writes stays out of the work tree. */
export const deploy = async (emulator: Emulator, context: Record<string, string> = {}): Promise<Outputs> => {
  const folder = await mkdtemp(join(tmpdir(), 'au-tracker-deploy-'))
  const file = join(folder, 'outputs.json')
  try {
    await cdk(
      emulator,
      'deploy',
      '--require-approval',
      'never',
      '--output',
      join(folder, 'cdk.out'),
      '--outputs-file',
      file,
      ...Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    )
    const outputs = z.record(z.string(), Outputs).parse(JSON.parse(await readFile(file, 'utf8')))
    return Outputs.parse(outputs[stackName])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Changes variables of the stack's functions whose names fit, where they have them: what the template never does. */
export const configure = async (name: RegExp, variables: Record<string, string>): Promise<void> => {
  const client = new LambdaClient({})
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    for (const { FunctionName = '', Environment } of Functions) {
      const standing = Environment?.Variables ?? {}
      const isMeant = FunctionName.startsWith(stackName) && name.test(FunctionName)
      if (!isMeant || !Object.keys(variables).every((key) => key in standing)) continue
      await client.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName,
          Environment: { Variables: { ...standing, ...variables } },
        }),
      )
    }
  }
}

/** One of the operator's commands under infra/, by the emulator's credentials: its exit code and what it printed. */
export const operate = async (
  { environment }: Emulator,
  command: string,
  ...words: string[]
): Promise<{ code: number; said: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'au-tracker-operate-'))
  const env = { ...process.env, ...environment, DATA_DIR: folder, DYNAMODB_ENDPOINT: '' }
  try {
    const { stdout } = await run(process.execPath, [join(root, 'infra', command), ...words], { env, timeout: 240_000 })
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string }
    return { code: code ?? 1, said: stdout + stderr }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
