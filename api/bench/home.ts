import { createDb, demoId, handleOf } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { Pool } from 'pg'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'

const SESSIONS = 2_000
const ROUNDS = 7
/** What the first screen asks for, as `web/src/today` does. */
const PATHS = ['/api/v1/today', '/api/v1/convergence']

export interface HomeBench { ratio: number; productMs: number; bareMs: number; queries: number; stakeholders: number; sessions: number }
type Query = readonly unknown[]

/**
 * The data of the home page through the API against the very queries that it sends, sent again over the same connections and
 * nothing else: medians in milliseconds. `database` is one that a ranking bench has filled with 150,000 stakeholders.
 */
export async function benchHome(database: string): Promise<HomeBench> {
  const open = await createDb(database, { statementTimeoutMs: 0 })
  const sent: Query[] = []
  const { pool, watch } = listening(open.pool, sent)
  const app = await buildApp({ db: handleOf(pool), config: { ...readConfig({ LOG_LEVEL: 'silent' }), database } })
  try {
    await fill(open.db)
    const cookie = (await app.inject({ method: 'POST', url: '/api/v1/auth/demo', payload: { role: 'staff' } })).headers['set-cookie']
    const ask = () => Promise.all(PATHS.map(async (url) => {
      const answer = await app.inject({ method: 'GET', url, headers: { cookie: String(cookie).split(';')[0] ?? '' } })
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`)
    }))
    await ask()
    const queries = await watch(ask)
    const again = () => Promise.all(queries.map((query) => open.pool.query(...(query as Parameters<Pool['query']>))))
    const times = { product: [] as number[], bare: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) { times.product.push(await timed(ask)); times.bare.push(await timed(again)) }
    const { rows } = await open.db.execute<{ stakeholders: number; sessions: number }>(sql`select (select count(*) from stakeholders)::int as stakeholders, (select count(*) from sessions)::int as sessions`)
    const [productMs, bareMs] = [median(times.product), median(times.bare)]
    return { ratio: productMs / bareMs, productMs, bareMs, queries: queries.length, ...(rows[0] ?? { stakeholders: 0, sessions: 0 }) }
  } finally {
    await app.close()
    await open.close()
  }
}

/** The pool, and a way to hear every query that some work sends through it. */
function listening(pool: Pool, sent: Query[]): { pool: Pool; watch: (work: () => Promise<unknown>) => Promise<Query[]> } {
  let hearing = false
  const heard = new Proxy(pool, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function') return value
      if (key !== 'query') return value.bind(target) as unknown
      return (...query: Query) => { if (hearing) sent.push(query); return (value as (...args: Query) => unknown).apply(target, [...query]) }
    },
  })
  return { pool: heard, watch: async (work) => { hearing = true; await work(); hearing = false; return sent } }
}

/** Two thousand meetings of ten organisations on five hundred points, straight into the tables. */
async function fill(db: Awaited<ReturnType<typeof createDb>>['db']): Promise<void> {
  const national = sql`${demoId('perimeter', 'national')}::uuid`
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`insert into points (id, reference, title, perimeter_id) select md5('bench-point-' || i)::uuid, 'HP-' || i, 'Point ' || i, ${national} from generate_series(1, ${SESSIONS / 4}::int) i on conflict do nothing`)
    await tx.execute(sql`insert into point_versions (id, point_id, number, statement) select md5('bench-wording-' || i)::uuid, md5('bench-point-' || i)::uuid, 1, 'Énoncé ' || i from generate_series(1, ${SESSIONS / 4}::int) i on conflict do nothing`)
    await tx.execute(sql`insert into sessions (id, reference, title, form, status, starts_at, perimeter_id) select md5('bench-session-' || i)::uuid, 'HS-' || i, 'Séance ' || i, 'in_room', 'closed', now() - make_interval(days => i), ${national} from generate_series(1, ${SESSIONS}::int) i on conflict do nothing`)
    await tx.execute(sql`insert into agenda_items (id, session_id, rank, title, aim, duration_minutes, point_id) select gen_random_uuid(), md5('bench-session-' || i)::uuid, 1, 'Point', 'consult', 30, md5('bench-point-' || (1 + i % ${SESSIONS / 4}::int))::uuid from generate_series(1, ${SESSIONS}::int) i`)
    const seats = sql`from generate_series(1, ${SESSIONS}::int) i join lateral (select id, row_number() over (order by id) as seat from stakeholders where reference in (select 'R-' || (1 + (i * 71 + j * 9973) % 150000) from generate_series(1, 10) j)) s on true`
    await tx.execute(sql`insert into invitations (id, session_id, stakeholder_id, status) select gen_random_uuid(), md5('bench-session-' || i)::uuid, s.id, 'registered' ${seats} on conflict do nothing`)
    await tx.execute(sql`insert into attendances (id, session_id, stakeholder_id, status) select gen_random_uuid(), md5('bench-session-' || i)::uuid, s.id, 'present' ${seats} where s.seat < 9 on conflict do nothing`)
    await tx.execute(sql`insert into positions (id, point_id, point_version_id, holder_id, session_id, perimeter_id, state, value, manner, source, stated_at)
      select gen_random_uuid(), md5('bench-point-' || (1 + i % ${SESSIONS / 4}::int))::uuid, md5('bench-wording-' || (1 + i % ${SESSIONS / 4}::int))::uuid, s.id, md5('bench-session-' || i)::uuid, ${national}, 'stated', (s.seat % 5) - 2, 'in_room', 'séance', now() - make_interval(days => i) ${seats} where s.seat < 8`)
  })
  await db.execute(sql`vacuum analyze`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
