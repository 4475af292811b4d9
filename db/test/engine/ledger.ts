import type pg from 'pg'

/** Anything that runs SQL: a pool, a client, PGlite. */
export type Runs = { query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> }

const bulkRows = 50

/** Tables of the durability tests: `ledger` one row per acknowledgement, `bulk` fifty more for every tenth. */
export async function createLedger(db: Runs): Promise<void> {
  await db.query('CREATE TABLE IF NOT EXISTS ledger (id int PRIMARY KEY, note text NOT NULL)')
  await db.query('CREATE TABLE IF NOT EXISTS bulk (ledger_id int REFERENCES ledger (id), n int, filler text)')
  await db.query('CREATE INDEX IF NOT EXISTS bulk_ledger ON bulk (ledger_id)')
}

/** Last id in the ledger, 0 when it is empty. */
export async function lastId(db: Runs): Promise<number> {
  return Number((await db.query('SELECT coalesce(max(id), 0) AS id FROM ledger')).rows[0]?.['id'])
}

/** Writes entry `id`, alone or with its bulk rows in one transaction; when it resolves, the entry is acknowledged. */
export async function writeEntry(db: Runs, id: number): Promise<void> {
  const insert = (): Promise<unknown> => db.query('INSERT INTO ledger VALUES ($1, $2)', [id, `entry ${id}`])
  if (id % 10 !== 0) return void (await insert())
  await db.query('BEGIN')
  await insert()
  const bulk = `INSERT INTO bulk SELECT $1, n, repeat('x', 300) FROM generate_series(1, ${bulkRows}) n`
  await db.query(bulk, [id])
  await db.query(`UPDATE ledger SET note = note || '.' WHERE id > $1`, [id - 5])
  await db.query('COMMIT')
  if (id % 200 === 0) await db.query('CHECKPOINT')
}

export type LedgerState = { last: number; missing: number; torn: number }

/** What survived: the last id, ids missing before it, and transactions of which only a part is there. */
export async function checkLedger(db: Runs | pg.Pool): Promise<LedgerState> {
  const { rows } = await db.query(`
    SELECT coalesce(max(id), 0)::int AS last,
      (coalesce(max(id), 0) - count(*))::int AS missing,
      (SELECT count(*)::int FROM ledger l
        WHERE l.id % 10 = 0 AND (SELECT count(*) FROM bulk b WHERE b.ledger_id = l.id) <> ${bulkRows}) AS torn
    FROM ledger`)
  return rows[0] as LedgerState
}
