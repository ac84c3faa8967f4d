// Names that publishers write where they name nobody, beside names that only look like them.
import { expect, test } from 'vitest'
import { namesNobody } from '#domain/matching/namesNobody.ts'

test.each([
  'N/A',
  'unknown',
  'À préciser',
  'Name Withheld',
  'Supplier name withheld',
  'Information Redacted',
  'USAID redacted this field in accordance with the exceptions outlined in the Foreign Aid Transparency and Accountability Act of 2016.',
  'xxxx (Secured)',
  'Anonymous - excluded for security reasons',
  'Anonyme',
  'Non communiqué',
  'To be determined (NGO)',
  'Recipient(s) to be Determined -- Holding Tank',
  'Various',
  'Divers',
  'others',
  'Donor country-based NGO',
  'INTERNATIONAL NGO',
  'ONG basée dans un pays en développement',
  'Recipient Government',
  'Third Country Government (Delegated co-operation)',
  'Other public entities in recipient country',
  'Private sector institution',
  'NON-GOVERNMENTAL ORGANISATIONS (NGOs) AND CIVIL SOCIETY',
  'MULTILATERAL ORGANISATIONS',
  'United Nations agency, fund or commission (UN)',
  'University, college or other teaching institution, research institute or think-tank',
])('%s names nobody', (name) => {
  expect(namesNobody(name)).toBe(true)
})

test.each([
  '',
  'UNDP',
  'Anonymous Southern Women Rights Organizations',
  'TBD Holding B.V.',
  'BANCO MULTIPLE BHD LEON SA',
  'Nations Unies',
  'Security Sector Reform Unit',
  'Other Worlds Theatre',
  'Nil Foundation',
  'Government of Kenya',
  'Gouvernement du Mali',
  'NGO Forum',
  'Network for Peace',
  'Save the Children - donor country office',
  'University of Nairobi',
  'Local Government Commission',
  'None Such Trust',
  'АНО «Диалог»',
  'الاتحاد الأفريقي',
])('%s is a name, or no text at all', (name) => {
  expect(namesNobody(name)).toBe(false)
})
