// What a newcomer sees when the tracker is up: three requests to paste, and where the report is.
import { resolve } from 'node:path'
import type { Tracker } from './tracker.ts'

/** A tracker whose data lie elsewhere is found there by whoever asks for a token in another terminal. */
const tokenFor = (folder: string): string => {
  const elsewhere = folder === resolve('.data') ? '' : `DATA_DIR='${folder.replaceAll("'", String.raw`'\''`)}' `
  return `$(${elsewhere}npm run --silent token -- --role coordinator)`
}

export const welcome = ({ url, report, log }: Pick<Tracker, 'url' | 'report' | 'log'>, folder: string): string => {
  const token = tokenFor(folder)
  return `
The contribution tracker runs on this machine. Three requests to paste into another terminal:

  # What is recorded twice, with the evidence
  curl -H "Authorization: Bearer ${token}" "${url}/v1/findings?kind=duplicate-record"

  # What is needed, what is covered, and what is missing, by quarter
  curl -H "Authorization: Bearer ${token}" "${url}/v1/coverage?groupBy=subCluster,quarter"

  # Would this training double what somebody already does? (stores nothing)
  curl -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" \\
    -d '{"title":"Mission leadership course","provider":"eu","beneficiary":"auc","period":{"start":"2008-06-02","end":"2008-06-13"}}' \\
    "${url}/v1/contributions/check"

The duplication and gap report, to open and print: ${report ?? 'comes when findings are complete'}
Every route, to read and to try:                   ${url}/docs
Each request and consumer, a line of JSON each:    ${log}

Ready at ${url}`
}
