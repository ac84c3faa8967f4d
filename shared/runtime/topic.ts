// Announcements: an SNS topic, or a file on one machine.
import { appendFile } from 'node:fs/promises'
import type { Log } from './log.ts'

export interface Announcement {
  subject: string
  text: string
  /** Message attributes that subscribers filter by. */
  attributes: Record<string, string>
}

export type Announce = (announcement: Announcement) => Promise<void>

/** SNS takes a subject of at most 100 printable ASCII characters on one line. */
const subjectLine = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 100)

const attributeValues = (attributes: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  )

export const announceTo = (topic: string, log: Log): Announce => {
  if (topic.startsWith('file:'))
    return async (announcement) => appendFile(topic.slice('file:'.length), `${JSON.stringify(announcement)}\n`)
  if (topic.startsWith('log:'))
    return async ({ subject, attributes }) => log.info('announced', { subject, ...attributes })
  return async ({ subject, text, attributes }) => {
    // Loaded when first used and from the Lambda runtime, as in files.ts.
    const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns')
    await new SNSClient({}).send(
      new PublishCommand({
        TopicArn: topic,
        Subject: subjectLine(subject),
        Message: text,
        MessageAttributes: attributeValues(attributes),
      }),
    )
  }
}
