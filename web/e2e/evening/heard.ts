import { expect } from '@playwright/test'
import type { Prepared } from './before.ts'
import type { Console } from './console.ts'
import type { House } from './house.ts'
import { comes, promises, rewordings, valueOf } from './script.ts'

interface Position { holderId: string; pointVersionId: string; value: number | null; reason: string; reservation: string; statedAt: string }
interface Operation { deviceId: string; sequence: number; kind: string; status: string; saidAt: string }
interface Version { id: string; number: number; statement: string }

/** The server holds exactly what was said, each once, in the order of the keys, with or without a network. */
export async function heard({ staff }: House, { sessionId, points, stakeholders }: Prepared, { said }: Console): Promise<void> {
  const operations = await staff.all<Operation>(`sessions/${sessionId}/operations?sort=sequence&limit=100`)
  expect(operations.map((o) => o.sequence)).toEqual(operations.map((_, i) => i + 1))
  // Who came was noted from the list before anything was said.
  const spoken = operations.slice(operations.findLastIndex((o) => o.kind === 'attendance.set') + 1)
  expect(spoken.map((o) => o.kind)).toEqual(said.map((o) => o.kind))
  expect(new Set(operations.map((o) => o.deviceId)).size).toBe(1)
  expect(new Set(operations.map((o) => o.status))).toEqual(new Set(['applied']))
  const times = operations.map((o) => o.saidAt)
  expect(times).toEqual(times.toSorted())

  const versions = new Map<string, { point: number; version: number }>()
  for (const [point, { id }] of points.entries()) for (const row of (await staff.read<{ items: Version[] }>(`points/${id}/versions`)).items) versions.set(row.id, { point, version: row.number })
  const holders = new Map(comes.map((name, holder) => [stakeholders.get(name), holder]))
  const rows = await staff.all<Position>(`positions?sessionId=${sessionId}&sort=statedAt&limit=100`)
  const told = rows.map(({ holderId, pointVersionId, value, reason, reservation }) => ({ kind: 'position.record', ...versions.get(pointVersionId), holder: holders.get(holderId), value, reason, reservation }))
  expect(told).toEqual(said.filter((one) => one.kind === 'position.record'))

  const owed = await staff.all<{ statement: string; ownerStakeholderId: string | null; pointId: string | null }>(`commitments?sessionId=${sessionId}&limit=100`)
  const noted = promises.map(({ point, statement, owner }) => ({ statement, ownerStakeholderId: stakeholders.get(owner), pointId: points[point]?.id }))
  expect(owed).toHaveLength(noted.length)
  for (const one of noted) expect(owed).toContainEqual(expect.objectContaining(one))

  const board = await staff.read<{ points: { id: string; statement: string; versionId: string }[]; here: { pointId: string; holderId: string; versionId: string; value: number }[] }>(`sessions/${sessionId}/board`)
  for (const { point, statement } of rewordings) expect(board.points[point]?.statement).toBe(statement)
  for (const [i, point] of board.points.entries()) {
    const standing = board.here.filter((row) => row.versionId === point.versionId)
    expect(new Map(standing.map((row) => [holders.get(row.holderId), row.value]))).toEqual(new Map(comes.map((_, holder) => [holder, valueOf(i, holder)])))
    expect(standing).toHaveLength(comes.length)
  }
}
