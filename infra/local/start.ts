// `npm start`: the whole tracker on this machine, until SIGTERM or Ctrl-C.
import { readSettings } from './settings.ts'
import { explainAndExit, StartError } from './startError.ts'
import type { Tracker } from './tracker.ts'
import { welcome } from './welcome.ts'

let tracker: Tracker | undefined
let stopping = false

const stop = async (): Promise<void> => {
  // Somebody who asks twice does not want to wait. While starting, nobody waits for an answer yet.
  if (stopping || !tracker) process.exit(stopping ? 130 : 0)
  stopping = true
  console.log('Stopping: finishing what is in flight.')
  await tracker.stop()
  process.exit(0)
}

try {
  const settings = readSettings()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(explainAndExit))
  // Loaded only now: a wrong setting should not take two seconds to be named.
  const { startTracker } = await import('./tracker.ts')
  tracker = await startTracker(settings, (line) => console.log(line))
  console.log(welcome(tracker, settings.DATA_DIR))
  const lastWords = await tracker.engineDied
  throw new StartError(`The embedded DynamoDB has ended (${lastWords || 'it says nothing'}): start the tracker again.`)
} catch (error) {
  explainAndExit(error)
}
