// Executions of a state machine of Step Functions: each name begins once.

/** Begins an execution of this name over the given work, unless there is one. */
export type StartExecution = (name: string, work: Record<string, unknown>) => Promise<void>

export const executionsOf =
  (stateMachineArn: string): StartExecution =>
  async (name, work) => {
    // Loaded when first used and from the Lambda runtime, as in files.ts.
    const { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } = await import('@aws-sdk/client-sfn')
    try {
      await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(work) }))
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error
    }
  }
