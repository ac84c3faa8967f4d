// What the operator of one machine can put right: its message is one line, printed without a stack.
export class StartError extends Error {
  override name = 'StartError'
}

/** Prints one line and ends with status 1 for what the operator can mend; anything else is a fault, with its stack. */
export const explainAndExit = (error: unknown): never => {
  console.error(error instanceof StartError ? error.message : error)
  process.exit(1)
}
