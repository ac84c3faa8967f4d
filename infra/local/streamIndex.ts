// Keeps the embedded engine's writes quick: an index that the engine itself does not make.
import { DatabaseSync } from 'node:sqlite'

/**
 * Every write looks up its stream's last sequence number as MAX(CAST(sequence_number AS INTEGER)), which without this
 * index reads all of the stream's records. Made while the engine is stopped.
 */
export const indexStream = (file: string): void => {
  const database = new DatabaseSync(file, { timeout: 5000 })
  try {
    database.exec(
      `CREATE INDEX IF NOT EXISTS tracker_stream_sequence
       ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`,
    )
  } finally {
    database.close()
  }
}
