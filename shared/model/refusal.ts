// An expected no: a closed list of codes, each of which the API turns into one problem document.

export type RefusalCode =
  | 'validation'
  | 'not-found'
  | 'forbidden'
  | 'stale-revision'
  | 'already-exists'
  | 'key-reused'
  | 'status-move-not-allowed'
  | 'envelope-exceeded'
  | 'decision-not-possible'
  | 'conflict'
  | 'bad-query'
  | 'bad-cursor'
  | 'unreadable-file'
  | 'wrong-file-type'
  | 'file-too-large'
  | 'export-too-large'
  | 'upload-quota-spent'

/** Where in the body (JSON Pointer, RFC 6901) something is wrong, and what. */
export interface FieldError {
  pointer: string
  detail: string
}

/** Thrown by rules, rows and actions alike; everything else that is thrown is a fault. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly errors: readonly FieldError[]

  constructor(code: RefusalCode, detail: string, errors: readonly FieldError[] = []) {
    super(detail)
    this.name = 'Refusal'
    this.code = code
    this.errors = errors
  }
}

/** What may be asked again later, and in how many seconds. */
export class RefusalForNow extends Refusal {
  readonly seconds: number

  constructor(code: RefusalCode, detail: string, seconds: number) {
    super(code, detail)
    this.seconds = seconds
  }
}
