import pg from 'pg'
import type { Engine } from './types.ts'

const connectMs = 10_000
const idleMs = 30_000
const statementMs = 30_000

export type PostgresOptions = {
  /** Most connections at a time; 10 unless told. */
  max?: number
  /** Longest time of one statement in milliseconds, 0 for none; 30 000 unless told. */
  statementTimeoutMs?: number
  /** Told of an idle connection that died; the pool replaces it. */
  onIdleError?: (error: Error) => void
}

/** Opens a pool on a PostgreSQL server; throws at once when it cannot be reached or signed in to. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: idleMs,
    statement_timeout: options.statementTimeoutMs ?? statementMs,
    keepAlive: true,
    application_name: 'convergence',
    // The embedded engine runs in UTC: the same timestamp must read the same on both. And compiles nothing: our widest queries are many
    // and short, and compiling one (solicitation of one stakeholder) took a hundred times longer than running it.
    options: '-c TimeZone=UTC -c jit=off',
  })
  // Without a listener, a connection that dies while idle (server restart, firewall) ends the process.
  pool.on('error', (error) => options.onIdleError?.(error))
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= pool.end())
  try {
    await pool.query('SELECT 1')
  } catch (error) {
    await close()
    throw error
  }
  return { kind: 'postgres', pool, close }
}
