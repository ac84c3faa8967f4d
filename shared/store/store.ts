// The store: every entity over one table.
import { type Accounts, accountsIn } from './accounts.ts'
import { type AuditTrail, auditIn } from './audit.ts'
import { type Blocks, blocksIn } from './blocks.ts'
import { contributionsIn } from './contributions.ts'
import { type CoverageCells, coverageCellsIn } from './coverageCells.ts'
import { idempotencyIn } from './changes.ts'
import { type Envelopes, envelopesIn } from './envelopes.ts'
import { type Findings, findingsIn } from './findings.ts'
import { type Listings, listingsIn } from './listings.ts'
import { mappingsIn } from './mappings.ts'
import { membersIn } from './members.ts'
import { type Merges, mergesIn } from './merges.ts'
import { type NeededRows, neededRowsIn } from './neededRows.ts'
import { needsIn } from './needs.ts'
import { peaceOperationsIn } from './peaceOperations.ts'
import { type Partners, partnersIn } from './partners.ts'
import { type Rates, ratesIn } from './rates.ts'
import { type Secrets, secretsIn } from './secrets.ts'
import type { Register } from './register.ts'
import type { Table } from './table.ts'
import { type Pledges, pledgesIn } from './pledges.ts'
import { type Tellings, tellingsIn } from './tellings.ts'
import { type Terms, termsIn } from './terms.ts'
import { type Ties, tiesIn } from './ties.ts'
import { type WriteCounts, writeCountsIn } from './writeCounts.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Mapping } from '#model/importColumns.ts'
import type { Member } from '#model/caller.ts'
import type { Need } from '#model/need.ts'
import type { PeaceOperation } from '#model/peaceOperation.ts'

export interface Store {
  /** For what one or two functions alone need, such as `coverageGroupsIn` and `importsIn`: opened there, it is in no other bundle. */
  table: Table
  contributions: Register<Contribution>
  needs: Register<Need>
  peaceOperations: Register<PeaceOperation>
  partners: Partners
  terms: Terms
  ties: Ties
  members: Register<Member>
  rates: Rates
  blocks: Blocks
  listings: Listings
  envelopes: Envelopes
  findings: Findings
  merges: Merges
  tellings: Tellings
  pledges: Pledges
  coverageCells: CoverageCells
  accounts: Accounts
  neededRows: NeededRows
  secrets: Secrets
  mappings: Register<Mapping>
  audit: AuditTrail
  writeCounts: WriteCounts
  idempotency: ReturnType<typeof idempotencyIn>
}

export const storeIn = (table: Table): Store => ({
  table,
  contributions: contributionsIn(table),
  needs: needsIn(table),
  peaceOperations: peaceOperationsIn(table),
  partners: partnersIn(table),
  terms: termsIn(table),
  ties: tiesIn(table),
  members: membersIn(table),
  rates: ratesIn(table),
  blocks: blocksIn(table),
  listings: listingsIn(table),
  envelopes: envelopesIn(table),
  findings: findingsIn(table),
  merges: mergesIn(table),
  tellings: tellingsIn(table),
  pledges: pledgesIn(table),
  coverageCells: coverageCellsIn(table),
  accounts: accountsIn(table),
  neededRows: neededRowsIn(table),
  secrets: secretsIn(table),
  mappings: mappingsIn(table),
  audit: auditIn(table),
  writeCounts: writeCountsIn(table),
  idempotency: idempotencyIn(table),
})
