import { beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { insertPoint, say, type TestPoint } from '../../test/points.ts'
import { holderId } from '../../test/sessions.ts'

const t = useTestApp()
const [first, second] = [holderId('officines-reunies'), holderId('aidants-debout')]
const DAYS = ['2026-02-15', '2026-03-01', '2026-03-20', '2026-04-10', '2026-05-10', undefined] as const
let point: TestPoint

// Two wordings; what is no statement after one that is; a late entry; a correction on the same instant; a midnight in Paris.
beforeAll(async () => {
  point = await insertPoint(t.db, 'Position en vigueur', ['2026-02-20', '2026-04-01'])
  await say(t.db, point, [
    [first, 2, '2026-02-10T09:00:00Z'], [first, -1, '2026-03-01T22:30:00Z'], [first, 'left_before', '2026-03-05T09:00:00Z'],
    [second, 'not_asked', '2026-02-12T09:00:00Z'], [second, 1, '2026-03-15T09:00:00Z'], [second, 'abstained', '2026-03-16T09:00:00Z'], [second, 0, '2026-03-18T09:00:00Z', { withdrawnAt: new Date('2026-03-19') }],
  ])
  await say(t.db, { ...point, version: 2 }, [[first, 'left_before', '2026-04-02T09:00:00Z'], [first, 1, '2026-05-01T09:00:00Z'], [first, 0, '2026-05-01T09:00:00Z'], [first, 'not_asked', '2026-05-03T09:00:00Z'], [second, -2, '2026-05-02T09:00:00Z']])
})

type Stand = Record<string, string | undefined>
interface Said { holderId: string; state: string; value: number | null }
const stand = (rows: readonly Said[]): Stand => Object.fromEntries(rows.filter((r) => [first, second].includes(r.holderId)).map((r) => [r.holderId, `${r.state} ${r.value}`]))

async function everywhere(asOf: string | undefined): Promise<Record<string, unknown>> {
  const staff = await t.as('staff')
  const on = asOf ? `asOf=${asOf}` : ''
  const get = async <T>(url: string): Promise<T> => (await staff.get(`${url}${url.includes('?') ? '&' : '?'}${on}`)).json<T>()
  const map = await get<{ items: Said[] }>(`map/positions/${point.id}`)
  const matrix = await get<{ rows: { pointId: string; cells: Said[] }[] }>('convergence/matrix')
  const list = await get<{ items: Said[] }>(`positions?current=true&pointId=${point.id}`)
  const board = await get<{ holders: { id: string; current: { state: string; value: number | null } | null }[] }>(`convergence/points/${point.id}`)
  const sheets = await Promise.all([first, second].map(async (id) => {
    const { points } = await get<{ points: { id: string; current: { state: string; value: number | null } | null }[] }>(`stakeholders/${id}/sheet`)
    return points.flatMap((p) => (p.id === point.id && p.current ? [{ ...p.current, holderId: id }] : []))
  }))
  const pair = await get<{ points: { pointId: string; first: number; second: number }[] }>(`convergence/pairs?a=${first}&b=${second}`)
  return {
    point: stand(board.holders?.flatMap((h) => (h.current ? [{ ...h.current, holderId: h.id }] : [])) ?? []),
    map: stand(map.items), list: stand(list.items), matrix: stand(matrix.rows.find((row) => row.pointId === point.id)?.cells ?? []), sheet: stand(sheets.flat()),
    pair: pair.points.filter((p) => p.pointId === point.id).map((p) => [`stated ${p.first}`, `stated ${p.second}`]),
  }
}

describe('the current position', () => {
  it.each(DAYS)('is the same on the board, in the matrix, the pair, the list, on the map and the sheet, as of %s', async (asOf) => {
    const { pair, point: board, ...others } = await everywhere(asOf)
    for (const [where, stands] of Object.entries(others)) expect(stands, where).toEqual(board)
    const both = Object.values(board as Stand)
    expect(pair).toEqual(both.length === 2 && both.every((said) => said?.startsWith('stated')) ? [[(board as Stand)[first], (board as Stand)[second]]] : [])
  })

  it('follows the wording, and is not replaced by what is no statement', async () => {
    const at = async (asOf: string | undefined) => (await everywhere(asOf)).point
    expect(await at('2026-02-15')).toEqual({ [first]: 'stated 2', [second]: 'not_asked null' })
    expect(await at('2026-03-01')).toEqual({ [first]: 'stated -1', [second]: 'not_asked null' })
    expect(await at('2026-03-20')).toEqual({ [first]: 'stated -1', [second]: 'abstained null' })
    expect(await at('2026-04-10')).toEqual({ [first]: 'left_before null' })
    expect(await at(undefined)).toEqual({ [first]: 'stated 0', [second]: 'stated -2' })
  })
})
