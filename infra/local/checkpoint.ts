// How far one consumer has come in the stream: a file under DATA_DIR that a kill leaves whole.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'

const State = z.object({
  streamArn: z.string(),
  /** By shard: the last record that the consumer is done with. */
  after: z.record(z.string(), z.string()),
  /** Closed shards that have been read to their end. */
  finished: z.array(z.string()),
})
type State = z.infer<typeof State>

export type Checkpoint = {
  after: (shardId: string) => string | undefined
  isFinished: (shardId: string) => boolean
  /** Kept in the file with the next `keep`: until then a kill has the consumer take the same records again. */
  advance: (shardId: string, sequenceNumber: string) => void
  /** Brings the file up to date, where it is not and has not been written for a moment; at the end, in any case. */
  keep: (atTheEnd: boolean) => void
  finish: (shardId: string) => void
  /** The stream no longer has what comes next: go on from the oldest that it has. */
  forget: (shardId: string) => void
}

/** A consumer that follows its own writes advances by a few records many times a second. */
const betweenSavesMilliseconds = 250

/** A file that cannot be read counts as none: the consumers take events twice without harm (Promise 4). */
const load = (file: string): State | undefined => {
  try {
    return State.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** Another stream's checkpoint is not ours: a table that was made again counts its records from the start. */
export const checkpointIn = (file: string, streamArn: string): Checkpoint => {
  const loaded = load(file)
  const state: State = loaded?.streamArn === streamArn ? loaded : { streamArn, after: {}, finished: [] }
  mkdirSync(dirname(file), { recursive: true })
  let isSaved = true
  let savedAt = -Infinity
  const save = (): void => {
    writeFileSync(`${file}.part`, JSON.stringify(state))
    renameSync(`${file}.part`, file)
    isSaved = true
    savedAt = performance.now()
  }
  return {
    after: (shardId) => state.after[shardId],
    isFinished: (shardId) => state.finished.includes(shardId),
    advance: (shardId, sequenceNumber) => {
      state.after[shardId] = sequenceNumber
      isSaved = false
    },
    keep: (atTheEnd) => {
      if (!isSaved && (atTheEnd || performance.now() - savedAt > betweenSavesMilliseconds)) save()
    },
    finish: (shardId) => {
      state.finished.push(shardId)
      save()
    },
    forget: (shardId) => {
      delete state.after[shardId]
      save()
    },
  }
}
