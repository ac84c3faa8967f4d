// What is shown of findings, in the reader's language: kept answers are English, and worded when they are given.
import { shownEvidence } from '#domain/matching/shownEvidence.ts'
import type { CheckAnswer } from '#model/check.ts'
import type { Detected } from '#model/finding.ts'
import type { ShownLanguage } from '#model/text.ts'

export const findingIn = <T extends Pick<Detected, 'evidence'>>(finding: T, language: ShownLanguage): T => ({
  ...finding,
  evidence: finding.evidence.map((evidence) => shownEvidence(evidence, language)),
})

export const checkIn = (answer: CheckAnswer, language: ShownLanguage): CheckAnswer => ({
  ...answer,
  findings: answer.findings.map((finding) => findingIn(finding, language)),
})
