import { createDb, migrateDb } from '@convergence/db'
import { startPostgres } from '@convergence/db/testing'
import { sql } from 'drizzle-orm'
import { linkWaiting } from '../src/audit/chain.ts'
import { verifyChain } from '../src/audit/verify.ts'

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000)
const PAGE = 5000
const MOST_SECONDS = 30

/** A million entries: two in three plain, one in three sealed, as long as those that the product writes. */
const fill = (n: number) => sql`insert into audit_entries (id, at, actor, action, object_type, object_id, before, after, person_id, sealed, trace_id)
  select gen_random_uuid(), now() - make_interval(secs => ${n}::int - i), 'user:' || gen_random_uuid(), 'stakeholder.updated', 'stakeholder', gen_random_uuid(),
    case when i % 3 > 0 then jsonb_build_object('city', 'Ville ' || i, 'headcount', i, 'description', repeat('texte ', 10)) end,
    case when i % 3 > 0 then jsonb_build_object('city', 'Autre ' || i, 'headcount', i + 1, 'description', repeat('autre ', 10)) end,
    case when i % 3 = 0 then gen_random_uuid() end, case when i % 3 = 0 then 'v1:' || gen_random_uuid() || ':' || encode(sha256(i::text::bytea), 'base64') || repeat('c', 160) end, 'req-' || i
  from generate_series(1, ${n}::int) i`

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const { url, stop } = await startPostgres({ own: true })
const { db, pool, close } = await createDb(url, { statementTimeoutMs: 0 })
await migrateDb(db)
await db.execute(fill(ENTRIES))
await db.execute(sql`analyze`)
const linking = await timed(() => linkWaiting(db, 'all'))
await db.execute(sql`analyze`)
say(`linked ${ENTRIES.toLocaleString('en')} entries in ${linking.toFixed(1)} s`)

/** The same rows by the same pages and nothing else: what the database and the wire cost alone. */
async function bare(): Promise<void> {
  for (let after = 0, rows = PAGE; rows > 0; after += PAGE) {
    rows = (await pool.query('select l.position, l.entry_id, l.hash, e.* from audit_links l left join audit_entries e on e.id = l.entry_id where l.position > $1 order by l.position limit $2', [after, PAGE])).rowCount ?? 0
  }
}
const plain = await timed(bare)
let holds = false
const seconds = await timed(async () => {
  const { verified, broken } = await verifyChain(db)
  holds = broken === null && verified === ENTRIES
})
const kept = holds && seconds <= MOST_SECONDS
say(`${kept ? 'ok    ' : 'MISSED'} ${seconds.toFixed(1)} s (≤ ${MOST_SECONDS} s) verification of ${ENTRIES.toLocaleString('en')} entries; bare select of the same rows ${plain.toFixed(1)} s, ratio ${(seconds / plain).toFixed(2)}`)
await close()
await stop()
process.exit(kept ? 0 : 1)
