// /v1/imports/template.xlsx: the workbook that a partner can fill in.
import { importTemplate } from '#actions/importTemplate.ts'
import { templateCodes } from '#actions/templateCodes.ts'
import { fileAnswer } from '#http/fileAnswer.ts'
import { operation, type Operation } from '#http/operation.ts'

const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const templateOperations: Operation[] = [
  operation({
    method: 'get',
    path: '/v1/imports/template.xlsx',
    tag: 'Imports',
    summary: 'A workbook to fill in and import',
    description:
      'Instructions in English and French, an empty sheet with the import columns and drop-downs, and the codes that are in force today. The drop-downs advise: names as people write them are taken too.',
    answers: { status: 200, description: 'The workbook.', files: [contentType], elsewhere: true },
    handle: async ({ services }) => {
      const codes = await templateCodes(services)
      return fileAnswer(services, { name: 'contributions-template.xlsx', contentType }, importTemplate(codes))
    },
  }),
]
