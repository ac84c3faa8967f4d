// What a newcomer sees when the tracker is up: three requests to paste, and where the report is.
import type { Tracker } from './tracker.ts'

const token = '$(npm run --silent token -- --role coordinator)'

export const welcome = ({ url, report, log }: Pick<Tracker, 'url' | 'report' | 'log'>): string => `
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
