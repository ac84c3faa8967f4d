// Bytes written as base64url, each in one way only: a letter that is changed never goes unseen.

/** Undefined for what Buffer would forgive: padding, other letters, and bits behind the last byte. */
export const bytesOf = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
