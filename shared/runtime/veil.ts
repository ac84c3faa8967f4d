// A veil over the configured table, for whoever derives again what stands without changing it.
import { type Veil, VeiledTable } from '#store/veiledTable.ts'
import type { Config } from './config.ts'
import { documentClient } from './services.ts'

export const veilOver = ({ DYNAMODB_ENDPOINT, TABLE_NAME }: Config): Veil => {
  const client = documentClient(DYNAMODB_ENDPOINT)
  return (hides) => new VeiledTable(client, TABLE_NAME, hides)
}
