// How to read the figures, in plain words: what is counted, what is not, and what a range says.
import { html } from 'hono/html'
import { section } from './markup.ts'
import type { Markup } from './markup.ts'

/** The notes are the same in every report; the figures they speak of stand elsewhere. */
export function methodNotes(): Markup {
  return section(
    'method',
    'How to read this report',
    html`<dl class="method">
      <dt>Money that may be counted twice</dt>
      <dd>
        Records that may be one contribution form a group. Of each group the largest amount is left aside; the others are
        the money that would be counted twice if all records of the group were one contribution. No contribution is in two
        groups.
      </dd>
      <dt>Announced, arranged, delivered</dt>
      <dd>
        Announced is everything promised, pledges included. Arranged is what is committed, under way or completed.
        Delivered is what was paid out or handed over. A gap in this report is the need less what is arranged.
      </dd>
      <dt>A figure and its range</dt>
      <dd>
        As long as a duplicate is undecided, nobody knows whether it counts once or twice. The high figure counts every
        record. The low figure counts each group once, as if all its records were one. The expected figure lies between
        them, the nearer to the low one the likelier the duplicate. For gaps it is the other way round: the gap is largest
        where support counts least. Every decision narrows the range.
      </dd>
      <dt>Likelihood</dt>
      <dd>
        How many in a hundred pairs with this much in common are what the finding says. It ranks the work and decides
        nothing: verdicts are given by coordinators, and confirmed duplicates by two of them.
      </dd>
      <dt>Experts</dt>
      <dd>
        Experts are counted in days of one expert: two experts for thirty days are sixty expert-days, whoever of them stays
        longer. So needs and support of different lengths can be compared and added up.
      </dd>
      <dt>Lost cover, and who could help</dt>
      <dd>
        Cover is lost where a quarter of an area had all that it needs arranged, and no longer has. It is listed when it
        happens, also if it was mended since. Who could help is a suggestion from what is recorded: nobody was asked.
      </dd>
      <dt>US dollars</dt>
      <dd>
        Amounts are converted once, through the euro, at the European Central Bank\u2019s mean rate of the month in which
        they fall. A provisional rate is that of the last month published. The first page shows whole dollars.
      </dd>
      <dt>What is not counted</dt>
      <dd>
        Needs without a figure, money without an exchange rate, the money value of support in kind, withdrawn records, and
        everything that this edition may not show. Support to several areas without stated shares is not split by guess:
        it stands in rows of its own.
      </dd>
    </dl>`,
  )
}
