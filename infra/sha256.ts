// Stands in the bundles for @smithy/core/checksum, of which the client signs by SHA-256 alone: Node has that itself, and
// the SDK brings a second one in JavaScript for where it is missing.
import { createHash, createHmac } from 'node:crypto'

type Key = string | Uint8Array

/** SHA-256 of what it was given, keyed (HMAC) where there is a secret, as the SDK asks for it. */
export class Sha256 {
  readonly digestLength = 32
  private readonly secret: Key | undefined
  private hash
  constructor(secret?: Key) {
    this.secret = secret
    this.hash = this.fresh()
  }
  update(data: Key): void {
    this.hash.update(data)
  }
  /** Ends it: whoever goes on begins with `reset`. */
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.hash.digest())
  }
  reset(): void {
    this.hash = this.fresh()
  }
  private fresh() {
    return this.secret === undefined ? createHash('sha256') : createHmac('sha256', this.secret)
  }
}
