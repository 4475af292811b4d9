import { type Db, schema } from '@convergence/db'
import { inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { allErrors, type Language } from '../errors.ts'
import { findPositions } from '../positions/queries.ts'
import { requireAttendance } from '../sessions/attendances.ts'
import type { Taken } from './commands.ts'
import { kinds } from './kinds.ts'
import type { OperationRow } from './queries.ts'
import type { OperationAnswer, SessionOperation } from './schemas.ts'

type Told = Pick<z.output<typeof SessionOperation>, 'code' | 'message' | 'result' | 'current'>

/** What is answered of each operation, in the reader's language, with what opposes those in conflict. */
export async function answersOf(db: Db, taken: readonly Taken[], language: Language): Promise<OperationAnswer[]> {
  const told = await tellRows(db, taken.flatMap((t) => ('row' in t ? [t.row] : [])), language)
  return taken.map((t) => {
    if ('row' in t) return { id: t.row.id, sequence: t.row.sequence, status: t.row.status, saidAt: t.row.saidAt, ...requireTold(told, t.row) }
    return { id: t.untaken.id, sequence: t.untaken.sequence, status: t.status, saidAt: null, code: t.code, message: sentenceOf(t.code, language), result: null, current: null }
  })
}

const requireTold = (told: Map<string, Told>, row: OperationRow): Told => told.get(row.id) ?? { code: row.code, message: '', result: null, current: null }

/** What there is to say of stored operations, by their id. */
export async function tellRows(db: Db, rows: readonly OperationRow[], language: Language): Promise<Map<string, Told>> {
  const opposed = await findOpposed(db, rows.filter((row) => row.status === 'conflict'))
  return new Map(rows.map((row) => [row.id, {
    code: row.code,
    message: sentenceOf(row.code, language),
    result: row.resultId ? { type: kinds.get(row.kind)?.result ?? 'operation', id: row.resultId } : null,
    current: opposed.get(row.id) ?? null,
  }]))
}

async function findOpposed(db: Db, rows: readonly OperationRow[]): Promise<Map<string, NonNullable<Told['current']>>> {
  const ids = rows.flatMap((row) => row.opposedId ?? [])
  if (ids.length === 0) return new Map()
  const positions = new Map((await findPositions(db, [...new Set(ids)])).map((p) => [p.id, p]))
  const versions = new Map((await db.select().from(schema.pointVersions).where(inArray(schema.pointVersions.id, ids))).map((v) => [v.id, v]))
  const found = new Map<string, NonNullable<Told['current']>>()
  for (const row of rows) {
    const id = row.opposedId ?? ''
    const attendance = row.kind === 'attendance.set' ? await requireAttendance(db, row.sessionId, id).catch(() => null) : null
    found.set(row.id, { position: positions.get(id) ?? null, attendance, version: versions.get(id) ?? null })
  }
  return found
}

/** The sentence of a code of any catalogue; empty for none. */
export function sentenceOf(code: string, language: Language): string {
  const entry = allErrors().find(([name]) => name === code)?.[1]
  return entry ? entry[language].replace(/ ?\(?\{\w+\}\)?/g, '') : ''
}
