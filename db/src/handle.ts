import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { Pool, PoolClient } from 'pg'
import * as schema from './schema/index.ts'

/** The database handle that every query takes first: the pool, or the transaction that is under way. */
export type Db = PgDatabase<NodePgQueryResultHKT, typeof schema>

/** The drizzle handle over an open pool; both homes speak through the same driver. */
export function handleOf(pool: Pool): Db {
  const handle: Db = drizzle(pool, { schema })
  const clients = new WeakMap<PoolClient, Db>()
  // Drizzle keeps the connection for ever when `begin` fails, and hands a broken one back as sound: each cut would cost the pool a place.
  handle.transaction = async (work, config) => {
    const client = await pool.connect()
    const own = clients.get(client) ?? drizzle(client, { schema })
    clients.set(client, own)
    let failed = false
    try {
      return await own.transaction(work, config)
    } catch (error) {
      failed = true
      throw error
    } finally {
      client.release(failed && isOpen(client))
    }
  }
  return handle
}

/** Whether a transaction is left open, or the connection has gone: such a client is not to be used again. */
const isOpen = (client: PoolClient): boolean => client.getTransactionStatus() !== 'I'
