// What a function's code asks of AWS, as IAM sees it: `action on resource`.
import { type BundledCode, type Piece, readCode } from './bundledCode.ts'
import { fileStores, reachedByFiles, reachedIn } from './reachedCode.ts'

/** Each command and the action that it needs; none where what it holds decides. */
const actionOf: Record<string, string | null> = {
  GetCommand: 'dynamodb:GetItem',
  BatchGetCommand: 'dynamodb:BatchGetItem',
  QueryCommand: 'dynamodb:Query',
  UpdateCommand: 'dynamodb:UpdateItem',
  TransactWriteCommand: null,
  PublishCommand: 'sns:Publish',
  StartExecutionCommand: 'states:StartExecution',
  GetObjectCommand: 's3:GetObject',
  HeadObjectCommand: 's3:GetObject',
  PutObjectCommand: 's3:PutObject',
  DeleteObjectCommand: 's3:DeleteObject',
  CreateMultipartUploadCommand: 's3:PutObject',
  UploadPartCommand: 's3:PutObject',
  CompleteMultipartUploadCommand: 's3:PutObject',
  AbortMultipartUploadCommand: 's3:AbortMultipartUpload',
}

/** A transaction needs the action of each write in it (`Write` of shared/store/table.ts). */
const actionOfWrite: Record<string, string> = {
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
}

const commandsIn = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap(({ made }) => [...made].filter((name) => name.endsWith('Command')))

const actionsIn = (pieces: readonly Piece[]): string[] =>
  commandsIn(pieces).flatMap((command) => {
    const action = actionOf[command]
    if (action === undefined) throw new Error(`Nobody has said which action ${command} needs.`)
    return action ?? []
  })

const inStore = ({ file }: Piece): boolean => file.startsWith('shared/store/')

const onTable = (pieces: readonly Piece[]): string[] => {
  const keys = pieces.filter(inStore).flatMap((piece) => [...piece.keys])
  const actions = actionsIn(pieces).filter((action) => action.startsWith('dynamodb:'))
  return [
    ...[...actions, ...keys.flatMap((key) => actionOfWrite[key] ?? [])].map((action) => `${action} on <Table>`),
    // A query of the store that names an index.
    ...(keys.includes('index') ? ['dynamodb:Query on <Table>/index'] : []),
  ]
}

const bucketOf = { files: '<Reports>', seals: '<Seals>' }

/** S3 says that an object is missing only to whoever may list. */
const onBuckets = (code: BundledCode, called: ReadonlyMap<keyof typeof bucketOf, ReadonlySet<string>>): string[] =>
  fileStores.flatMap((store) => {
    const pieces = reachedByFiles(code, called.get(store) ?? new Set())
    const asksIfMissing = pieces.some(({ names }) => names.has('NoSuchKey'))
    // A version that is named has an action of its own; only what was posted is read by it.
    const readsVersions = called.get(store)?.has('version') && pieces.some(({ keys }) => keys.has('VersionId'))
    const others = [...(asksIfMissing ? ['s3:ListBucket'] : []), ...(readsVersions ? ['s3:GetObjectVersion'] : [])]
    return [...actionsIn(pieces), ...others].map((action) => `${action} on ${bucketOf[store]}`)
  })

/** Of the text of a bundle, each once and in order. */
export const calledActions = (bundle: string): string[] => {
  const code = readCode(bundle)
  const { pieces, onFiles } = reachedIn(code)
  const actions = actionsIn(pieces)
  if (actions.some((action) => action.startsWith('s3:')))
    throw new Error('S3 is called past `files` and `seals`: nobody can say on which bucket.')
  const told = [
    ...actions.filter((action) => action === 'sns:Publish').map((action) => `${action} on <Announcements>`),
    ...actions.filter((action) => action.startsWith('states:')).map((action) => `${action} on the machine of imports`),
  ]
  return [...new Set([...onTable(pieces), ...onBuckets(code, onFiles), ...told])].toSorted()
}
