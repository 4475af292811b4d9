import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { Pool } from 'pg'
import * as schema from './schema/index.ts'

/** The database handle that every query takes first: the pool, or the transaction that is under way. */
export type Db = PgDatabase<NodePgQueryResultHKT, typeof schema>

/** The drizzle handle over an open pool; both homes speak through the same driver. */
export const handleOf = (pool: Pool): Db => drizzle(pool, { schema })
