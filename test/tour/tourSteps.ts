// The tour as README.md tells it: fenced commands in order, each with the answer that is shown below it.

export interface Step {
  /** What the reader pastes. */
  commands: string
  /** The JSON block that follows, if one does before the next commands. */
  answer: string | undefined
  /** The heading under which it stands, for messages. */
  heading: string
}

const fence = /^```(\w*)\n([\s\S]*?)^```$/gm

const section = (markdown: string, title: string): string => {
  const start = markdown.indexOf(`\n## ${title}\n`)
  if (start < 0) throw new Error(`README.md has no section "${title}".`)
  const end = markdown.indexOf('\n## ', start + 1)
  return markdown.slice(start, end < 0 ? undefined : end)
}

const headingAt = (text: string, position: number): string =>
  [...text.slice(0, position).matchAll(/^###? (.+)$/gm)].at(-1)?.[1] ?? ''

export const tourSteps = (markdown: string, title: string): Step[] => {
  const text = section(markdown, title)
  const steps: Step[] = []
  for (const { 1: language, 2: body = '', index } of text.matchAll(fence)) {
    if (language === 'sh') steps.push({ commands: body, answer: undefined, heading: headingAt(text, index) })
    const last = steps.at(-1)
    if (language === 'json' && last) last.answer = body
  }
  return steps
}
