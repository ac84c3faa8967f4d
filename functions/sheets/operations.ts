// /v1/imports/{id}/sheet.csv and .xlsx: the rows of an import with what became of each, to correct and to send again.
import { getImport } from '#actions/readImport.ts'
import { resultSheet } from '#actions/resultSheet.ts'
import { fileAnswer } from '#http/fileAnswer.ts'
import { operation, type Operation } from '#http/operation.ts'

const sheetTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const sheetOperations: Operation[] = (['csv', 'xlsx'] as const).map((ending) =>
  operation({
    method: 'get',
    path: `/v1/imports/{id}/sheet.${ending}`,
    tag: 'Imports',
    summary: `The rows of an import with what became of each, as ${ending}`,
    description:
      'The same sheet, with four columns in front: `import_result`, `import_errors`, `import_warnings` and `import_record`. Corrected, it can be sent again: the four are left out, and rows that went in are unchanged. JSON Lines, FTS flows and IATI activities have a row each under the columns of an import.',
    answers: { status: 200, description: 'The file.', files: [sheetTypes[ending]], elsewhere: true },
    problems: ['not-found', 'export-too-large'],
    handle: async ({ services, caller, params }) => {
      const record = await getImport(services, caller, params['id'] ?? '')
      const file = { name: `import-${record.id}.${ending}`, contentType: sheetTypes[ending] }
      return fileAnswer(services, file, resultSheet(services, record, ending))
    },
  }),
)
