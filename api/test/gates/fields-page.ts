import { type Role, roles } from '../../src/plugins/access.ts'
import { openOf } from './declared-fields.ts'
import type { Operation } from './document.ts'
import { type Field, type Seen, seenAt } from './fields.ts'

/** What every role was answered to one example. */
export interface Reading { operation: Operation; fields: readonly Field[]; answers: ReadonlyMap<Role, { status: number; body: unknown }> }
export interface Row { operation: string; path: string; kept: string | null; seen: ReadonlyMap<Role, Seen> }

/** The fields that are kept from readers, or that two roles see otherwise. */
export const rowsOf = (readings: readonly Reading[]): Row[] => readings.flatMap(({ operation, fields, answers }) => {
  const given = [...answers].filter(([, answer]) => answer.status === 200)
  return fields.map(({ path, kept }) => ({ operation: operation.id, path, kept, seen: new Map(given.map(([role, { body }]) => [role, seenAt(body, path)] as const)) }))
    .filter(({ kept, seen }) => kept !== null || new Set(seen.values()).size > 1)
})

const signs: Record<Seen, string> = { value: '●', null: '○', absent: '·', 'no row': '·' }
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

/** docs/reference/fields.md: which role is answered which field. */
export function fieldPage(readings: readonly Reading[]): string {
  const mayCall = new Map(readings.map(({ operation }) => [operation.id, operation.op['x-roles']]))
  const rows = rowsOf(readings).map((row) => [`\`${row.operation}\``, `\`${row.path}\``, row.kept ?? '', ...roles.map((role) => (mayCall.get(row.operation)?.includes(role) ? signs[row.seen.get(role) ?? 'absent'] : '—'))])
  const absent = readings.flatMap(({ operation, answers }) => {
    const told = [...answers].filter(([, { status }]) => status === 404).map(([role]) => role)
    return told.length === 0 ? [] : [[`\`${operation.id}\``, told.join(', ')]]
  })
  return `<!-- Written by \`vitest run test/gates/fields -u\` in api; the same test compares. Do not edit. -->

# Field matrix

Every reading operation that answers JSON is asked by each role, on an object of its own perimeter, and each field of the answer is looked at. Here stand the fields that two roles see otherwise and those that are kept from readers; all others are the same for every role that may call the operation. ● a value; ○ null; · not there, or no such row; — may not call it.

*Kept* fields are declared in the schema of their noun (\`kept\` in \`api/src/plugins/kept.ts\`, \`x-kept\` in the OpenAPI document): every answer of every route passes through one place that empties them for whom is only a reader of the perimeter around them, or holds a private link. A text that is neither kept nor declared open in \`api/test/gates/declared-fields.ts\` fails the gate.

${table(['operation', 'field', 'kept', ...roles], rows)}

## Told absent

Objects in a state that these roles do not read: the answer is 404, as for what does not exist.

${table(['operation', 'roles'], absent)}

## Open by decision

Fields whose name says that private words or addresses may stand there, and that readers do read.

${table(['field', 'ground'], Object.entries(openOf).map(([name, ground]) => [`\`${name}\``, ground]))}
`
}
