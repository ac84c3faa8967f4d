// What a vitest run that wrote a JSON report came to: a line `PASSED FAILED`, and below it a line for each failure, with
// its reason. A file that cannot be loaded, a crash, a time-out or a run without a single test is one failure, so that
// silence is never success. Environment: REPORT, the report's path; CODE, the exit code of the run.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const { REPORT, CODE } = process.env

function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'))
  } catch {
    return { numPassedTests: 0, testResults: [] }
  }
}

const firstLines = (text) => (text ?? '').split('\n').slice(0, 12).join(' | ').slice(0, 1_000)

const report = readReport()
const failures = report.testResults.flatMap((file) => {
  const name = relative('.', file.name)
  const failed = file.assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0 && file.status === 'failed') return [`${name} could not be run: ${firstLines(file.message)}`]
  return failed.map((test) => `${name}: ${test.fullName}: ${firstLines(test.failureMessages?.[0])}`)
})
if (failures.length === 0 && CODE !== '0') failures.push(`ended with code ${CODE}, and no test is known to have failed`)
if (failures.length === 0 && report.numPassedTests === 0) failures.push('not a single test ran')
console.log([`${report.numPassedTests} ${failures.length}`, ...failures].join('\n'))
