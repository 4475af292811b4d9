import { type Db, demoId, schema } from '@convergence/db'

export interface TestPoint { id: string; version: number }
type Value = number | (typeof schema.positionState.enumValues)[number]
type Row = readonly [holder: string, value: Value, at: string, more?: Partial<typeof schema.positions.$inferInsert>]

const versionId = (pointId: string, number: number) => demoId('point-version', `${pointId}/${number}`)

/** A national point with one wording per day given. */
export async function insertPoint(db: Db, title: string, days: readonly string[] = ['2026-01-01']): Promise<TestPoint> {
  const id = demoId('test-point', title)
  await db.insert(schema.points).values({ id, reference: `TEST-${title}`, title, perimeterId: demoId('perimeter', 'national') })
  await db.insert(schema.pointVersions).values(days.map((day, i) => ({ id: versionId(id, i + 1), pointId: id, number: i + 1, statement: `${title} ${i + 1}`, createdAt: new Date(day) })))
  return { id, version: 1 }
}

/** Records statements on a version, in the order given. A value is −2…+2, or a state without one. */
export async function say(db: Db, point: TestPoint, rows: readonly Row[]): Promise<void> {
  for (const [holderId, value, at, more] of rows) {
    await db.insert(schema.positions).values({
      pointId: point.id, pointVersionId: versionId(point.id, point.version), holderId, perimeterId: demoId('perimeter', 'national'), manner: 'written', source: 'essai', statedAt: new Date(at),
      state: typeof value === 'number' ? 'stated' : value, value: typeof value === 'number' ? value : null, ...more,
    })
  }
}
