import type { Db } from '@convergence/db'
import { suppressionCheck } from '../persons/suppression.ts'
import type { Reach } from '../plugins/access.ts'
import { MOJIBAKE } from './cells.ts'
import { type Draft, layoutOf, readRow } from './layout.ts'
import { pacer } from './pace.ts'
import type { Plan } from './plan.ts'
import { planStakeholders } from './plan-stakeholders.ts'
import { planTies } from './plan-ties.ts'
import { type RowProblem, shown } from './problems.ts'
import { chunksOf, type ImportRow } from './queries.ts'

/** Reads the stored rows through the mapping and compares them with the register. */
export async function planImport(tx: Db, row: ImportRow, { reach, secret }: { reach: Reach; secret: string }): Promise<Plan> {
  const layout = layoutOf(row.target, row.headers, row.mapping)
  const problems: RowProblem[] = []
  const drafts: Draft[] = []
  let twiceDecoded: RowProblem | null = null
  const pace = pacer()
  for await (const chunk of chunksOf(tx, row.id)) {
    for (const [i, cells] of chunk.rows.entries()) {
      const line = chunk.lines[i] ?? 0
      drafts.push(readRow(layout, cells, line, problems))
      twiceDecoded ??= mojibakeIn(cells, line, row.headers)
      await pace()
    }
  }
  const input = { tx, layout, drafts, defaults: row.defaults, choices: row.choices, perimeterId: row.perimeterId, reach, problems }
  const plan = await (row.target === 'stakeholders' ? planStakeholders(input) : planTies(input))
  await refuseObjectors(tx, plan, secret)
  if (twiceDecoded) plan.warnings.push(twiceDecoded)
  return plan
}

/** A row that would enter somebody who objected is a problem that names nobody. */
async function refuseObjectors(tx: Db, plan: Plan, secret: string): Promise<void> {
  const onFile = await suppressionCheck(tx, secret)
  for (const { line, row } of plan.creates) if (row.kind === 'person' && onFile(String(row.name))) plan.problems.push({ line, column: null, field: 'name', value: '', code: 'objection-on-file' })
}

function mojibakeIn(cells: readonly string[], line: number, headers: readonly string[]): RowProblem | null {
  const at = cells.findIndex((cell) => MOJIBAKE.test(cell))
  return at < 0 ? null : { line, column: headers[at] ?? null, field: null, value: shown(cells[at] ?? ''), code: 'mojibake' }
}
