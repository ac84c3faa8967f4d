// What every operation takes at most, in one paragraph of the OpenAPI document: the figures are the code's own.
import { maxBodyBytes, maxDepth } from '#http/body.ts'
import { maxFileBytes } from '#actions/startImport.ts'
import { maxUploadBytes, uploadBytesPerDay } from '#actions/startUpload.ts'
import { writesPerMinute } from '../stageConfig.ts'
import { writesPerMinuteHere } from './settings.ts'

/** Of texts, lists and pages the schemas say it themselves. */
export const limitsText = [
  'Limits.',
  `A JSON body: ${maxBodyBytes / 1024} KB (413), nested ${maxDepth} deep (422).`,
  `A file: ${maxFileBytes / 1024 / 1024} MB (413), of which API Gateway and Lambda let 6 MB through, and 4.5 MB of what is no text; as an upload ${maxUploadBytes / 1024 / 1024} MB, and ${uploadBytesPerDay / 1024 / 1024} MB of one caller in a day (429).`,
  `Writes of one caller: ${writesPerMinute} in a minute unless the deployment says otherwise, ${writesPerMinuteHere} on one machine; then 429, with the seconds to wait in \`Retry-After\`.`,
  'A check and a what-if are no writes, a malformed request is none, and an import is one, however many rows its file has.',
].join(' ')
