import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { taskErrors } from './errors.ts'

const { activities, bodies, commitments, sessions } = schema
type Sourced = PgTable & { id: AnyPgColumn; perimeterId: AnyPgColumn; deletedAt: AnyPgColumn }
const tables: Readonly<Record<'activityId' | 'sessionId' | 'commitmentId' | 'bodyId', Sourced>> = { activityId: activities, sessionId: sessions, commitmentId: commitments, bodyId: bodies }

export type Sources = { [K in keyof typeof tables]?: string | null | undefined }

/** The perimeter of the one record that a task comes from; null when it names none. Two, or one that is out of reach, are refused. */
export async function perimeterOfSource(tx: Db, sources: Sources, reach: Reach): Promise<string | null> {
  const named = (Object.keys(tables) as (keyof typeof tables)[]).filter((name) => sources[name])
  if (named.length > 1) throw taskErrors['task-two-sources']({ errors: [{ pointer: `/${named[1] ?? ''}`, code: 'one_source', message: 'one source only' }] })
  const [name] = named
  if (!name) return null
  const table = tables[name]
  const [row] = await tx.select({ perimeterId: table.perimeterId }).from(table).where(and(eq(table.id, sources[name]), isNull(table.deletedAt), within(table.perimeterId, reach)))
  if (!row) throw commonErrors['unknown-reference']({ errors: [{ pointer: `/${name}`, code: 'unknown', message: 'unknown id' }] })
  return String(row.perimeterId)
}
