import { createDb, demoId, handleOf } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'

const SESSIONS = 2_000
const INVITED = 40
const ACTIVITIES = 30
const AUDIENCE = 2_000
const ROUNDS = 5

export interface LoadBench { firstPageMs: number; silentMs: number; summaryMs: number; warningsMs: number; oneMs: number; stakeholders: number; asks: number }
type Handle = Awaited<ReturnType<typeof createDb>>['db']

/** What the screen of solicitation reads, over 150,000 stakeholders, 2,000 sessions within the year and 30 activities with wide audiences: medians in milliseconds. */
export async function benchSolicitations(database: string): Promise<LoadBench> {
  const open = await createDb(database, { statementTimeoutMs: 0 })
  const app = await buildApp({ db: handleOf(open.pool), config: { ...readConfig({ LOG_LEVEL: 'silent' }), database } })
  try {
    await fill(open.db)
    const cookie = (await app.inject({ method: 'POST', url: '/api/v1/auth/demo', payload: { role: 'staff' } })).headers['set-cookie']
    const headers = { cookie: String(cookie).split(';')[0] ?? '' }
    const ask = async (url: string, payload?: object) => {
      const answer = await app.inject({ method: payload ? 'POST' : 'GET', url: `/api/v1/solicitations${url}`, headers, ...(payload ? { payload } : {}) })
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      return answer.json<Record<string, unknown>>()
    }
    const { rows: few } = await open.db.execute<{ id: string }>(sql`select stakeholder_id as id from activity_stakeholders limit 500`)
    const ids = [...new Set(few.map((row) => row.id))]
    const summary = await ask('/summary')
    return {
      firstPageMs: await medianOf(() => ask('?limit=50')), silentMs: await medianOf(() => ask('?state=silent&sort=name&limit=50')), summaryMs: await medianOf(() => ask('/summary')), warningsMs: await medianOf(() => ask('/warnings', { stakeholderIds: ids })), oneMs: await medianOf(() => ask(`/${ids[0] ?? ''}`)),
      stakeholders: Number(summary['stakeholders']), asks: Number(summary['asks']),
    }
  } finally {
    await app.close()
    await open.close()
  }
}

/** Straight into the tables; needs the stakeholders of the ranking bench. */
async function fill(db: Handle): Promise<void> {
  const national = sql`${demoId('perimeter', 'national')}::uuid`
  const plan = sql`${demoId('plan', 'plan-2026')}::uuid`
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`create temporary table seats on commit drop as select id, row_number() over (order by id) as seat from stakeholders where reference like 'R-%'`)
    await tx.execute(sql`create unique index on seats (seat)`)
    await tx.execute(sql`insert into sessions (id, reference, title, form, status, starts_at, perimeter_id) select md5('load-session-' || i)::uuid, 'LS-' || i, 'Séance ' || i, 'in_room', case when i % 2 = 0 then 'closed' else 'planned' end::session_status, now() + make_interval(days => (i % 360) - 180), ${national} from generate_series(1, ${SESSIONS}::int) i`)
    await tx.execute(sql`insert into invitations (id, session_id, stakeholder_id) select gen_random_uuid(), md5('load-session-' || i)::uuid, s.id from generate_series(1, ${SESSIONS}::int) i cross join generate_series(1, ${INVITED}::int) j join seats s on s.seat = 1 + (i * 71 + j * 997) % 60000 on conflict do nothing`)
    await tx.execute(sql`insert into activities (id, reference, plan_id, title, status, engagement_level, sessions_planned, starts_on, ends_on, perimeter_id) select md5('load-activity-' || i)::uuid, 'LA-' || i, ${plan}, 'Action ' || i, 'under_way', 'consult', 6, current_date - 30, current_date + 90, ${national} from generate_series(1, ${ACTIVITIES}::int) i`)
    await tx.execute(sql`insert into activity_stakeholders (id, activity_id, stakeholder_id) select gen_random_uuid(), md5('load-activity-' || i)::uuid, s.id from generate_series(1, ${ACTIVITIES}::int) i cross join generate_series(1, ${AUDIENCE}::int) j join seats s on s.seat = 1 + (i * 1009 + j) % 60000 on conflict do nothing`)
  })
  await db.execute(sql`vacuum analyze`)
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  await work()
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}
