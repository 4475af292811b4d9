import { setTimeout as sleep } from 'node:timers/promises'
import { demoId } from '@convergence/db'
import { createTestDatabase } from '@convergence/db/testing'
import pg from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
import { type Server, signIn, startServer } from './server.ts'

const ROWS = 5_000
/** Into the writing, in milliseconds; the first kill comes while the last statements wait for a lock. */
const KILLS = process.env.FAULTS_LONG ? [0, 5, 20, 50, 100, 200, 400, 800] : [0, 60]

it('R-13: kill -9 of the API in the middle of an import writes all of the file or nothing, and the same request again writes it once', async () => {
  const database = await createTestDatabase(inject('testHome'))
  onTestFinished(database.drop)
  const [rival, watcher] = [new pg.Client(database.url), new pg.Client(database.url)]
  for (const client of [rival, watcher]) {
    await client.connect()
    onTestFinished(() => client.end())
  }
  let server: Server = await startServer(database.url)
  onTestFinished(() => server.kill())
  const cookie = await signIn(server.url)
  const post = async (path: string, body: object | undefined, key: string) => {
    const response = await fetch(`${server.url}/api/v1/imports${path}`, { method: 'POST', headers: { cookie, 'idempotency-key': key, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
    return { status: response.status, body: (await response.json()) as { id: string; check: object | null; commit: { created: number } | null } }
  }
  const written = async (id: string): Promise<number> => Number((await watcher.query<{ n: string }>('select count(*) n from stakeholders where import_id = $1', [id])).rows[0]?.n)
  const others = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
  const found: number[] = []
  for (const [i, delay] of KILLS.entries()) {
    const text = `id;Nom\n${Array.from({ length: ROWS }, (_, row) => `P${i}-${row};Panne ${i} ${row}`).join('\n')}\n`
    const { body: { id } } = await post('', { target: 'stakeholders', perimeterId: demoId('perimeter', 'national'), content: text }, `send-${i}`)
    expect((await post(`/${id}/check`, undefined, `check-${i}`)).body.check).toMatchObject({ toCreate: ROWS })
    // The rows are written before the feed is told of them: there it waits, with everything in its hands.
    if (delay === 0) await rival.query('begin; lock table events in exclusive mode')
    const commit = post(`/${id}/commit`, undefined, `commit-${i}`).catch(() => null)
    const reached = delay === 0 ? `wait_event_type = 'Lock'` : `query ilike 'insert into "stakeholders"%' and state <> 'idle'`
    while ((await watcher.query(`select ${others} and ${reached}`)).rowCount === 0) await sleep(1)
    await sleep(delay)
    await server.kill()
    const answer = await commit
    if (delay === 0) await rival.query('rollback')
    // The database notices that its client is gone once it speaks or listens.
    await expect.poll(async () => (await watcher.query(`select ${others} and application_name = 'convergence'`)).rowCount).toBe(0)
    found.push(await written(id))
    expect([0, ROWS]).toContain(found[i])
    if (delay === 0) expect([answer, found[i]]).toEqual([null, 0])
    if (answer?.status === 200) expect(found[i]).toBe(ROWS)
    server = await startServer(database.url, { DEMONSTRATION: 'off' })
    const again = await post(`/${id}/commit`, undefined, `commit-${i}`)
    expect([again.status, again.body.commit?.created, await written(id)]).toEqual([200, ROWS, ROWS])
  }
  const { rows } = await watcher.query(`select (select count(*)::int from events e join stakeholders s on s.id = e.object_id where s.name like 'Panne %') told, (select count(*)::int from stakeholders where name like 'Panne %') here`)
  console.info(`${KILLS.length} kills in the middle of ${ROWS} rows: ${found.join(', ')} rows were there, and ${ROWS} each after the same request again`)
  expect(rows).toEqual([{ told: ROWS * KILLS.length, here: ROWS * KILLS.length }])
})
