import { setTimeout as sleep } from 'node:timers/promises'
import { demoId } from '@convergence/db'
import { createTestDatabase } from '@convergence/db/testing'
import pg from 'pg'
import { expect, inject, it, onTestFinished } from 'vitest'
import { signIn, startServer } from './server.ts'
import { deaf, trickle } from './slow-sockets.ts'

it('R-17: SIGTERM lets what is under way end, refuses what comes, and ends within 10 s despite open streams and slow clients', async () => {
  const database = await createTestDatabase(inject('testHome'))
  onTestFinished(database.drop)
  const server = await startServer(database.url)
  onTestFinished(() => server.kill())
  const { url } = server
  const cookie = await signIn(url)
  const [blocker, watcher] = [new pg.Client(database.url), new pg.Client(database.url)]
  for (const client of [blocker, watcher]) {
    await client.connect()
    onTestFinished(() => client.end())
  }
  const { rows } = await blocker.query<{ id: string }>('select id from sessions where deleted_at is null limit 1')

  const stream = await fetch(`${url}/api/v1/sessions/${rows[0]?.id}/stream`, { headers: { accept: 'text/event-stream', cookie } })
  expect(stream.status).toBe(200)
  const streamEnded = stream.text().then(() => 'ended', () => 'cut')
  const clients = [
    ...Array.from({ length: 20 }, () => trickle(url, `GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ${'x'.repeat(500)}\r\n\r\n`, 500)),
    ...Array.from({ length: 20 }, () => trickle(url, `POST /api/v1/stakeholders HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n${' '.repeat(5000)}`, 5)),
    ...Array.from({ length: 20 }, () => deaf(url, 'GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n')),
  ]
  onTestFinished(() => clients.forEach(({ socket }) => socket.destroy()))
  await sleep(1500)
  // A write that is under way, and will be for a while.
  await blocker.query('begin; lock table stakeholders in exclusive mode')
  const underWay = fetch(`${url}/api/v1/stakeholders`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify({ kind: 'organisation', name: 'En cours', perimeterId: demoId('perimeter', 'national') }) })
  // From outside the transaction, which sees the activities of its beginning.
  const waiting = async () => (await watcher.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount
  await expect.poll(waiting).toBe(1)
  const ended = server.stop()
  await sleep(500)
  const refused = await fetch(`${url}/livez`).then((response) => response.status, () => 'refused')
  await sleep(1000)
  await blocker.query('rollback')
  expect((await underWay).status).toBe(201)
  const { ms, code } = await ended
  console.info(`ended ${(ms / 1000).toFixed(1)} s after SIGTERM with code ${code}; a new connection: ${refused}; the stream ${await streamEnded}`)
  expect([code, ms < 10_000], server.said()).toEqual([0, true])
  expect(['refused', 503]).toContain(refused)
})
