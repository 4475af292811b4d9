import { schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'
import { openSession } from '../../test/sessions.ts'
import { isSealed } from './seal.ts'

vi.setConfig({ testTimeout: 120_000 })
const t = useTestApp()
const holders = ['officines-reunies', 'aidants-debout', 'institut-lumen', 'collectif-eaux-vives', 'alliance-patients-proches', 'datalys-hebergement', 'chantiers-keravel', 'souffle-mouvement']
const question = (code: string) => demoId('question', `after-session/fr/${code}`)
const SCALES = ['purpose', 'preparation', 'diversity', 'voice', 'facilitation', 'record', 'follow-up']
interface Link { stakeholderId: string; secret: string; linkId: string }

/** An open evaluation of a session at which these attended, and a private link for each. */
async function opened(names: readonly string[]): Promise<{ id: string; staff: Client; links: Link[] }> {
  const staff = await t.as('staff')
  const made = await openSession(staff, [...names])
  const { id } = (await staff.post('evaluations', { questionnaireId: demoId('questionnaire', 'after-session/fr'), sessionId: made.sessionId })).json<{ id: string }>()
  expect((await staff.post(`evaluations/${id}/opening`, { send: false })).json()).toMatchObject({ status: 'open', asked: names.length, answered: 0, written: 0 })
  return { id, staff, links: (await staff.post(`evaluations/${id}/links`, {})).json<{ items: Link[] }>().items }
}

/** The answers of the n-th respondent: a pattern and a sentence that only they gave. */
const answersOf = (n: number) => [...SCALES.map((code, i) => ({ questionId: question(code), value: 1 + ((n + i) % 5) })), { questionId: question('useful'), text: `phrase-du-repondant-${n}` }]
const answer = (link: Link, n: number) => clientOf(t.app, { authorization: `Link ${link.secret}` }).post('evaluation/answers', { answers: answersOf(n) }, { headers: { 'idempotency-key': `answer-${link.linkId}` } })

/** Every row of every table as text, in the order in which a dump would write it. */
async function dump(): Promise<Map<string, string[]>> {
  const { rows } = await t.db.execute<{ name: string }>(sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`)
  const tables = new Map<string, string[]>()
  for (const { name } of rows) tables.set(name, (await t.db.execute<{ row: string }>(sql`select to_jsonb(x)::text as row from ${sql.identifier(name)} x`)).rows.map(({ row }) => row))
  return tables
}

describe('a copy of the whole database', () => {
  it('under five answers does not hold what was answered at all: it is sealed', async () => {
    const { id, links } = await opened(holders)
    for (const [n, link] of links.slice(0, 4).entries()) expect((await answer(link, n)).statusCode).toBe(200)
    const all = [...(await dump()).values()].flat().join('\n')
    expect(all).not.toContain('phrase-du-repondant-')
    const sheets = await t.db.select().from(schema.evaluationResponses).where(eq(schema.evaluationResponses.evaluationId, id))
    expect(sheets).toHaveLength(4)
    expect(sheets.every((sheet) => isSealed(sheet.college))).toBe(true)
    for (const sheet of sheets) expect((await t.db.select().from(schema.evaluationAnswers).where(eq(schema.evaluationAnswers.responseId, sheet.id))).every((row) => row.value === null && isSealed(row.text))).toBe(true)
  })

  it('from five on has the answers, and nothing in any row, order, day, id or transaction that ties one to who gave it', async () => {
    const { id, links, staff } = await opened(holders)
    for (const [n, link] of links.slice(0, 7).entries()) {
      expect((await answer(link, n)).statusCode).toBe(200)
      // As if each had come on a day of their own.
      await t.db.update(schema.evaluationRecipients).set({ answeredOn: `2026-11-${String(n + 1).padStart(2, '0')}` }).where(eq(schema.evaluationRecipients.linkId, link.linkId))
    }
    expect((await answer(links[7] ?? { linkId: '', secret: '', stakeholderId: '' }, 7)).statusCode).toBe(200)
    const tables = await dump()
    const holding = [...tables].filter(([, rows]) => rows.some((row) => row.includes('phrase-du-repondant-'))).map(([name]) => name)
    expect(holding).toEqual(['evaluation_answers'])

    // The sheets have no column that a recipient, a link, an audit entry, an event, a mail or an idempotency key has too, but the evaluation.
    const sheets = await t.db.select().from(schema.evaluationResponses).where(eq(schema.evaluationResponses.evaluationId, id))
    const answers = (await Promise.all(sheets.map((sheet) => t.db.select().from(schema.evaluationAnswers).where(eq(schema.evaluationAnswers.responseId, sheet.id))))).flat()
    expect(new Set(sheets.map((sheet) => sheet.answeredOn)).size).toBe(1)
    const own = [...sheets.map((sheet) => sheet.id), ...answers.map((row) => row.id)]
    for (const rowId of own) expect(rowId[14]).toBe('4')
    const elsewhere = [...tables].filter(([name]) => name !== 'evaluation_answers' && name !== 'evaluation_responses').flatMap(([, rows]) => rows).join('\n')
    for (const rowId of own) expect(elsewhere).not.toContain(rowId)

    // One transaction wrote all of them last: its number says nothing of who came when.
    const { rows: transactions } = await t.db.execute<{ n: number }>(sql`select count(distinct xmin::text)::int as n from evaluation_responses where evaluation_id = ${id}`)
    expect(transactions[0]?.n).toBe(1)

    // Neither the journal nor the change feed nor the stored keys speak of an answer.
    const told = [...(tables.get('audit_entries') ?? []), ...(tables.get('events') ?? [])].filter((row) => links.some((link) => row.includes(`link:${link.linkId}`)))
    expect(told).toEqual([])
    expect((tables.get('idempotency_keys') ?? []).filter((row) => row.includes('link:'))).toEqual([])

    // No college of fewer than five stands in the clear.
    const plain = sheets.map((sheet) => sheet.college).filter((college) => college !== '' && !isSealed(college))
    for (const college of new Set(plain)) expect(plain.filter((other) => other === college).length).toBeGreaterThanOrEqual(5)
    expect((await staff.get(`evaluations/${id}/recipients`)).body).not.toContain('phrase-du-repondant-')
  })

  it('does not write the sheets in the order in which they came', async () => {
    const orders = new Set<string>()
    for (let run = 0; run < 3; run += 1) {
      const { id, links } = await opened(holders)
      for (const [n, link] of links.entries()) await answer(link, n)
      const { rows } = await t.db.execute<{ text: string }>(sql`select a.text from evaluation_responses r join evaluation_answers a on a.response_id = r.id where r.evaluation_id = ${id} and a.text <> '' order by r.ctid`)
      orders.add(rows.map((row) => row.text.slice(-1)).join(''))
    }
    // Three times the order of arrival, out of 8! orders, is one chance in 10^13.
    expect([...orders].every((order) => order === '01234567')).toBe(false)
  })
})

describe('P-05: who opens a link and does not answer', () => {
  it('P-05: reads the notice before the first question, and leaves no row: neither who, nor from where', async () => {
    const { links: [link] } = await opened(['officines-reunies'])
    const holder = clientOf(t.app, { authorization: `Link ${link?.secret}` })
    // The chain of the audit is written behind, by a job: hashes of entries that stood before, and how far it is.
    const still = async () => [...await dump()].filter(([name]) => !['audit_links', 'reference_counters'].includes(name)).map(([name, rows]) => [name, rows.map((row) => row.replace(/"last_used_at": ("[^"]*"|null)/, '')).toSorted()])
    const before = await still()
    const notice = (await holder.get('linked-notice', { remoteAddress: '203.0.113.77' })).json<{ wording: string }>()
    expect(notice.wording).toMatch(/responsable|mutuelle/i)
    expect((await holder.get('evaluation', { remoteAddress: '203.0.113.77' })).statusCode).toBe(200)
    expect(await still()).toEqual(before)
    expect((await clientOf(t.app, { authorization: 'Link unknown' }).get('linked-notice')).json()).toMatchObject({ status: 401, code: 'link-refused' })
  })
})
