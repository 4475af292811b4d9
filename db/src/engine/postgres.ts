import type { Socket } from 'node:net'
import pg from 'pg'
import type { Engine } from './types.ts'

const waitMs = 10_000
const idleMs = 30_000
const statementMs = 30_000
/** Longer than the server's own limit by this much, a silent connection is a dead one. */
const graceMs = 2_000
const keepAliveMs = 30_000

export type PostgresOptions = {
  /** Most connections at a time; 10 unless told. */
  max?: number
  /**
   * Longest time of one statement in milliseconds, 0 for none; 30 000 unless told. A connection that leaves a question without an answer
   * 2 s longer is closed: the server's limit cannot reach us over a wire that is cut half-way.
   */
  statementTimeoutMs?: number
  /** Longest wait for a free connection, or for a new one, in milliseconds; 10 000 unless told. */
  waitMs?: number
  /** Told of an idle connection that died; the pool replaces it. */
  onIdleError?: (error: Error) => void
}

/** Opens a pool on a PostgreSQL server; throws at once when it cannot be reached or signed in to. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Engine> {
  const statement = options.statementTimeoutMs ?? statementMs
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.waitMs ?? waitMs,
    idleTimeoutMillis: idleMs,
    statement_timeout: statement,
    // A transaction whose owner vanished holds its locks until then; twice a statement, since an import computes between two.
    idle_in_transaction_session_timeout: 2 * statement,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    application_name: 'convergence',
    // The embedded engine runs in UTC: the same timestamp must read the same on both. And compiles nothing: our widest queries are many
    // and short, and compiling one (solicitation of one stakeholder) took a hundred times longer than running it.
    // Keepalives: the server's own wait is two hours before it notices that we are gone.
    options: '-c TimeZone=UTC -c jit=off -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
  })
  // Without a listener, a connection that dies while idle (server restart, firewall) ends the process.
  pool.on('error', (error) => options.onIdleError?.(error))
  pool.on('connect', (client) => {
    // The same for one that dies while a transaction holds it: its queries fail, and that is told by them.
    client.on('error', () => undefined)
    if (statement > 0) endWhenSilent(client, statement + graceMs)
  })
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

/** A question without any answer for so long: every query under way fails with ETIMEDOUT, and the pool makes another connection. */
function endWhenSilent(client: pg.PoolClient, ms: number): void {
  const { stream } = (client as pg.PoolClient & { connection: { stream: Socket } }).connection
  let answeredAt = stream.bytesWritten
  stream.on('data', () => (answeredAt = stream.bytesWritten))
  stream.setTimeout(ms, () => {
    // Between two statements of a transaction the line may rest.
    if (stream.bytesWritten > answeredAt) stream.destroy(Object.assign(new Error('The database stays silent'), { code: 'ETIMEDOUT' }))
  })
}
