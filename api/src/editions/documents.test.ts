import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { strFromU8, unzipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const draft = demoId('edition', 'edition-2026')
const frozen = demoId('edition', 'edition-2012')
const published = 'public/editions/2012-00001'
const code = (answer: { statusCode: number; json(): unknown }) => [answer.statusCode, (answer.json() as { code?: string }).code]
const xmlOf = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())

describe('the documents of an edition', () => {
  it.each([['pdf', '%PDF-1.7'], ['docx', 'PK'], ['xlsx', 'PK']])('are taken out as %s under the name of the edition, and who took them is kept', async (format, begins) => {
    const staff = await t.as('staff')
    const answer = await staff.get(`editions/${draft}/document?format=${format}`)
    expect([answer.statusCode, answer.rawPayload.subarray(0, begins.length).toString('latin1')]).toEqual([200, begins])
    expect(answer.headers['content-disposition']).toMatch(new RegExp(`^attachment; filename="rapport-[\\d-]+-projet\\.${format}"$`))
    const kept = await t.db.select({ after: schema.auditEntries.after }).from(schema.auditEntries).where(eq(schema.auditEntries.action, 'export.created'))
    expect(kept).toContainEqual({ after: { of: 'edition', edition: draft, format, audience: 'outside' } })
  })

  it('leave as they are published, unless who may write the report asks for the internal ones', async () => {
    const staff = await t.as('staff')
    const [outside, within] = await Promise.all(['outside', 'inside'].map(async (audience) => xmlOf((await staff.get(`editions/${draft}/document?format=docx&audience=${audience}`)).rawPayload)))
    expect(outside).toContain('non publié')
    expect(within).toContain('Diffusion interne')
    expect(outside).not.toContain('Diffusion interne')
    const reader = await t.as('reader')
    expect(code(await reader.get(`editions/${frozen}/document?format=docx&audience=inside`))).toEqual([403, 'role-missing'])
    expect((await reader.get(`editions/${frozen}/document?format=docx`)).statusCode).toBe(200)
    expect(code(await reader.get(`editions/${draft}/document?format=docx`))).toEqual([404, 'edition-not-found'])
  })

  it('hold no name of a person and no internal note', async () => {
    const staff = await t.as('staff')
    const edition = (await staff.get(`editions/${draft}`)).json<{ version: number }>()
    await staff.patch(`editions/${draft}`, { internalNote: 'À ne jamais imprimer' }, { ifMatch: edition.version })
    const people = (await t.db.select({ name: schema.stakeholders.name }).from(schema.stakeholders).where(eq(schema.stakeholders.kind, 'person'))).map((row) => row.name)
    expect(people.length).toBeGreaterThan(0)
    const xml = xmlOf((await staff.get(`editions/${draft}/document?format=docx&audience=inside`)).rawPayload)
    const sheets = JSON.stringify(await readExcelFile(Buffer.from((await staff.get(`editions/${draft}/document?format=xlsx&audience=inside`)).rawPayload)))
    for (const secret of ['À ne jamais imprimer', ...people]) for (const text of [xml, sheets]) expect(text).not.toContain(secret)
  })

  it('are for anybody once published, asked for again each time, and answered 304 while nothing changed', async () => {
    const [page, file] = await Promise.all([t.anonymous.get(published), t.anonymous.get(`${published}/document?format=xlsx`)])
    expect([page.statusCode, file.statusCode, page.headers['cache-control']]).toEqual([200, 200, 'public, no-cache'])
    for (const [path, { headers }] of [[published, page], [`${published}/document?format=xlsx`, file]] as const) {
      const again = await t.anonymous.get(path, { headers: { 'if-none-match': String(headers.etag) } })
      expect([again.statusCode, again.body]).toEqual([304, ''])
    }
    expect(page.headers.etag).not.toBe(file.headers.etag)
    const absent = await t.anonymous.get('public/editions/2099-00001/document?format=pdf')
    expect([...code(absent), absent.headers['cache-control']]).toEqual([404, 'edition-not-found', 'no-store'])
  })

  it('are gone as soon as the edition is withdrawn, whatever a cache remembers', async () => {
    const staff = await t.as('staff')
    const { etag } = (await t.anonymous.get(`${published}/document?format=docx`)).headers
    await staff.post(`editions/${frozen}/withdraw`)
    expect(code(await t.anonymous.get(`${published}/document?format=docx`, { headers: { 'if-none-match': String(etag) } }))).toEqual([404, 'edition-not-found'])
    expect((await staff.get(`editions/${frozen}/document?format=docx`)).statusCode).toBe(200)
    await staff.post(`editions/${frozen}/publish`)
  })
})
