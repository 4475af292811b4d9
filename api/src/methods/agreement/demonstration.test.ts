import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rapprochement } from './rapprochement.ts'
import { countPositions } from './scale.ts'
import { statusOf, type PointStatus } from './status.ts'

interface Row {
  readonly session: string
  readonly point: string
  readonly holder: string
  readonly state: string
  readonly value: number | null
}
interface Consultation {
  readonly sessions: readonly { readonly code: string }[]
  readonly points: readonly { readonly code: string }[]
  readonly positions: readonly Row[]
}

const url = new URL('../../../../db/reference/demonstration/consultation.json', import.meta.url)
const { sessions, points, positions } = JSON.parse(readFileSync(url, 'utf8')) as Consultation
const [first, , last] = sessions.map((session) => session.code)

const rowsOf = (point: string, session: string | undefined): Row[] =>
  positions.filter((row) => row.point === point && row.session === session)

const heldIn = (rows: readonly Row[]) =>
  rows.flatMap(({ holder, value }) => (value === null ? [] : [{ holder, value }]))

function statusIn(rows: readonly Row[]): PointStatus {
  const values = heldIn(rows).map((row) => row.value)
  const asked = rows.filter((row) => ['stated', 'abstained', 'no_answer'].includes(row.state)).length
  return statusOf({ counts5: countPositions(values), asked, holders: values.length }).status
}

it('finds in the demonstration the outcomes that its README announces', () => {
  expect(points.map((point) => statusIn(rowsOf(point.code, last)))).toEqual([
    'convergence', 'divergence', 'convergence', 'divergence', 'convergence', 'convergence',
    'convergence', 'mixed', 'convergence', 'unknown', 'divergence', 'convergence',
  ])
})

it.each([
  { prefix: 'p02', closer: true },
  { prefix: 'p04', closer: true },
  { prefix: 'p11', closer: false },
])('finds the holders of $prefix closer: $closer', ({ prefix, closer }) => {
  const code = points.find((point) => point.code.startsWith(prefix))?.code ?? ''
  const moved = rapprochement(heldIn(rowsOf(code, first)), heldIn(rowsOf(code, last)))
  expect(moved.n).toBeGreaterThan(10)
  expect('value' in moved.rapprochement && moved.rapprochement.value > 0).toBe(closer)
})
