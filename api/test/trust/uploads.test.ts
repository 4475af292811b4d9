import { deflateRawSync } from 'node:zlib'
import { demoId } from '@convergence/db'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { docx, form } from '../../src/files/testing.ts'
import { dispositionOf } from '../../src/files/store.ts'
import { safeName } from '../../src/plugins/uploads.ts'
import { type Client, useTestApp } from '../app.ts'

const t = useTestApp()
let staff: Client
let url: string
beforeAll(async () => {
  staff = await t.as('staff')
  const made = (await staff.post('sessions', { title: 'Séance', form: 'online', startsAt: '2199-01-01T09:00:00Z', perimeterId: demoId('perimeter', 'bretagne') })).json<{ id: string }>()
  url = `/api/v1/sessions/${made.id}/documents`
})
const send = (name: string, bytes: Buffer) => t.app.inject({ method: 'POST', url, ...form(name, bytes, { title: 'Pièce' }), headers: { ...form(name, bytes, { title: 'Pièce' }).headers, cookie: staff.cookie } })

/** An archive of one entry that says it holds `size` zeros. */
function bomb(name: string, size: number): Buffer {
  const data = deflateRawSync(Buffer.alloc(size), { level: 9 })
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(data.length, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), data])
}

describe('an upload', () => {
  it('S-29: is judged by its bytes: a program, a page, a drawing that runs, a workbook with macros or an archive is refused whatever it is called', async () => {
    const macro = Buffer.from(zipSync({ '[Content_Types].xml': new TextEncoder().encode('<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'), 'xl/workbook.xml': new Uint8Array(4) }))
    const refused: [string, Buffer][] = [['rapport.pdf', Buffer.from('MZ\u0090\u0000\u0003programme')], ['image.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')], ['note.txt', Buffer.from('<!doctype html><script>alert(1)</script>')], ['table.xlsx', macro], ['table.xlsm', macro], ['archive.docx', Buffer.from(zipSync({ 'a.exe': new Uint8Array(10) }))], ['vide.pdf', Buffer.alloc(0)]]
    for (const [name, bytes] of refused) expect([name, (await send(name, bytes)).statusCode]).toEqual([name, 422])
    expect((await send('vrai.docx', docx())).statusCode).toBe(201)
  })

  it('S-29: that unpacks to four hundred megabytes, or holds 65,000 entries, is not unpacked: memory stays where it was', async () => {
    const many = Buffer.from(zipSync(Object.fromEntries(Array.from({ length: 65_000 }, (_, i) => [`f${i}`, new Uint8Array(0)])), { level: 0 }))
    const bombs: [string, Buffer][] = [['bombe.docx', bomb('[Content_Types].xml', 400 * 1024 * 1024)], ['bombe.xlsx', bomb('xl/workbook.xml', 400 * 1024 * 1024)], ['foule.xlsx', many]]
    for (const [name, bytes] of bombs) {
      expect(bytes.length).toBeLessThan(20 * 1024 * 1024)
      const before = process.memoryUsage().rss
      expect([name, (await send(name, bytes)).statusCode]).toEqual([name, 422])
      expect((process.memoryUsage().rss - before) / 1024 / 1024, name).toBeLessThan(100)
    }
  })

  it('S-29: beyond 20 MB is 413', async () => {
    expect((await send('grand.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20 * 1024 * 1024)]))).statusCode).toBe(413)
  })

  it('S-30: with a document type, entities or an outside link is kept as bytes or refused, never read: nothing of it is expanded', async () => {
    const entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    for (const name of ['table.xlsx', 'note.txt', 'liste.csv', 'dessin.svg']) {
      const answer = await send(name, Buffer.from(entity))
      expect([name, answer.statusCode, answer.body.includes('root:')]).toEqual([name, 422, false])
    }
    const linked = Buffer.from(zipSync({ '[Content_Types].xml': new TextEncoder().encode('<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'), 'xl/externalLinks/externalLink1.xml': new TextEncoder().encode(entity) }))
    const kept = await send('liens.xlsx', linked)
    expect(kept.statusCode).toBe(201)
    expect((await staff.get(`${url}/${kept.json<{ id: string }>().id}/content`)).statusCode).toBeLessThan(500)
  })

  it.each(['../../etc/passwd', '..\\..\\windows\\system32\\x.txt', 'a\r\nSet-Cookie: x=y.pdf', 'gnp\u202Efdp.exe', 'l’été "2026"; x=y.pdf', '\u0000.pdf', 'a'.repeat(500), '合意 — réunion.pdf', '%0d%0aX: y'])('S-32: a file called %j cannot break a header, climb a folder or turn its name round', (name) => {
    const safe = safeName(name)
    expect(safe).not.toMatch(/[\\/\p{Cc}\p{Cf}]/u)
    expect(safe.length).toBeLessThanOrEqual(200)
    const header = dispositionOf(safe)
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%._~!*-]*$/)
    expect(/filename="([^"]*)"/.exec(header)?.[1]).not.toMatch(/["\\%/]/)
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(safe)
  })
})
