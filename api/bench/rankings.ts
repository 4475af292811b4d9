import { createDb, demoId, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { unwatched } from '../test/demonstration-rankings.ts'
import { computeRanking } from '../src/rankings/compute.ts'

export interface RankingBench { stakeholders: number; scores: number; ms: number; id: string }

const CRITERIA = ['power', 'interest', 'legitimacy', 'urgency', 'influence', 'dependency']
const ROUNDS = 3

/**
 * Ranks stakeholders with six scored criteria each, as the server's job does, three times; the median in milliseconds, and
 * the ranking to read. `database`: a PostgreSQL database that is filled and left so, by a role that may switch triggers off.
 */
export async function benchRankings(database: string, stakeholders = 150_000): Promise<RankingBench> {
  const open = await createDb(database, { statementTimeoutMs: 0 })
  try {
    await fill(open.db, stakeholders)
    const found: RankingBench[] = []
    for (let round = 0; round < ROUNDS; round += 1) found.push(await rankOnce(open.db))
    const [, median] = found.sort((a, b) => a.ms - b.ms)
    if (!median || median.stakeholders < stakeholders) throw new Error(`ranked ${median?.stakeholders} of ${stakeholders}`)
    return median
  } finally {
    await open.close()
  }
}

type Handle = Awaited<ReturnType<typeof createDb>>['db']

/** Straight into the tables, without the checks that a request would meet: the benchmark measures ranking. */
async function fill(db: Handle, count: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`insert into stakeholders (id, reference, kind, name, side, sphere, perimeter_id, since, search_name)
      select gen_random_uuid(), 'R-' || i, 'organisation', 'Organisation classée n° ' || i, 'external', 'observes', ${demoId('perimeter', 'national')}::uuid, '2020-01-01', 'organisation classee n ' || i from generate_series(1, ${count}::int) i`)
    await tx.execute(sql`insert into scores (id, stakeholder_id, criterion_id, criterion_version_id, voice_id, perimeter_id, capacity, state, value, stated_at)
      select gen_random_uuid(), s.id, c.id, v.id, ${demoId('user', 'staff')}::uuid, s.perimeter_id, 'internal', 'scored', 1 + floor(random() * 5)::int, '2026-01-15'
      from stakeholders s cross join criteria c join criterion_versions v on v.criterion_id = c.id where s.reference like 'R-%' and c.code in (${sql.join(CRITERIA.map((code) => sql`${code}`), sql`, `)})`)
  })
  await db.execute(sql`vacuum analyze`)
}

async function rankOnce(db: Handle): Promise<RankingBench> {
  const [formula] = await db.insert(schema.formulas).values({ title: 'Essai', perimeterId: demoId('perimeter', 'national') }).returning()
  const terms = CRITERIA.map((code, i) => ({ kind: 'criterion' as const, code, criterionId: demoId('criterion', code), weight: 1 + i / 10, reversed: false }))
  const [version] = await db.insert(schema.formulaVersions).values({ formulaId: formula?.id ?? '', number: 1, terms }).returning()
  const reference = `B-${Date.now()}`
  const [job] = await db.insert(schema.rankings).values({ reference, title: 'Essai', formulaVersionId: version?.id ?? '', perimeterId: demoId('perimeter', 'national'), asOf: new Date(), seed: 1, draws: 1000, status: 'running', attempts: 1 }).returning()
  if (!job) throw new Error('insert returned no row')
  const start = performance.now()
  await computeRanking(db, job, unwatched)
  const ms = performance.now() - start
  const [done] = await db.select().from(schema.rankings).where(eq(schema.rankings.id, job.id))
  return { id: job.id, ms, stakeholders: done?.stakeholderCount ?? 0, scores: done?.scoreCount ?? 0 }
}
