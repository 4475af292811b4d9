import { schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { type Client, demoId, useTestApp } from '../../test/app.ts'
import { docx, form } from '../files/testing.ts'

const t = useTestApp()
const id = demoId('session', 'atelier-aidants')
const path = `sessions/${id}/documents`
interface Document { id: string; version: number; fileName: string; mediaType: string; title: string; audience: string; fileId: string }

const send = (client: Client, name: string, bytes: Buffer | string, fields: Record<string, string> = {}) => client.post(path, undefined, form(name, bytes, fields))
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000000020001e221bc330000000049454e44ae426082', 'hex')

describe('documents of a session', () => {
  it.each([
    ['a PDF', 'ordre.pdf', '%PDF-1.7\n%âãÏÓ\n', 'application/pdf', 'ordre.pdf'],
    ['a picture under another ending', 'photo.txt', PNG, 'image/png', 'photo.txt.png'],
    ['a Word file', 'note.docx', docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'note.docx'],
    ['a table in Windows-1252', 'liste.csv', Buffer.from('Nom;Ville\nH\xe9l\xe8ne;Rennes\n', 'latin1'), 'text/csv', 'liste.csv'],
    ['a name that walks up folders', '../../etc/notes: a?.txt', 'a', 'text/plain', 'notes- a-.txt'],
  ])('takes %s for what it is', async (_, name, bytes, mediaType, fileName) => {
    const answer = await send(await t.as('facilitator'), name, bytes)
    expect(answer.json()).toMatchObject({ mediaType, fileName, audience: 'participants' })
  })

  it.each([
    ['a page', 'a.txt', '<!doctype html><script>alert(1)</script>', 422, 'file-type-refused'],
    ['a drawing that runs scripts', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 422, 'file-type-refused'],
    ['a program named as a PDF', 'a.pdf', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 422, 'file-type-refused'],
    ['an archive', 'a.zip', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), 422, 'file-type-refused'],
    ['nothing', 'a.txt', '', 422, 'file-empty'],
  ])('refuses %s', async (_, name, bytes, status, code) => {
    expect((await send(await t.as('staff'), name, bytes)).json()).toMatchObject({ status, code })
  })

  it('refuses more than 20 MB', async () => {
    expect((await send(await t.as('staff'), 'a.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'))).json()).toMatchObject({ status: 413, code: 'file-too-large' })
  })

  it('gives the same bytes back, to be saved and never guessed at', async () => {
    const staff = await t.as('staff')
    const made = (await send(staff, 'Réponses à « tout ».txt', 'bonjour')).json<Document>()
    const answer = await (await t.as('reader')).get(`${path}/${made.id}/content`)
    expect(answer.body).toBe('bonjour')
    expect(answer.headers).toMatchObject({ 'content-type': 'text/plain', 'x-content-type-options': 'nosniff', 'content-disposition': expect.stringMatching(/^attachment; filename="Reponses a _ tout _.txt"; filename\*=UTF-8''R%C3%A9ponses/) as string })
  })

  it('keeps the same bytes once', async () => {
    const staff = await t.as('staff')
    const [one, two] = [await send(staff, 'un.txt', 'les mêmes'), await send(staff, 'deux.txt', 'les mêmes')].map((a) => a.json<Document>())
    expect(one?.fileId).toBe(two?.fileId)
    expect(await t.db.$count(schema.files)).toBeGreaterThan(1)
  })

  it('replaces a file under its title, and the old one comes back', async () => {
    const staff = await t.as('staff')
    const first = (await send(staff, 'v1.txt', 'un', { title: 'Note', audience: 'internal' })).json<Document>()
    const second = (await staff.post(`${path}/${first.id}/replace`, undefined, form('v2.txt', 'deux'))).json<Document>()
    expect(second).toMatchObject({ title: 'Note', audience: 'internal', fileName: 'v2.txt' })
    expect((await staff.get(`${path}/${first.id}`)).statusCode).toBe(404)
    expect((await staff.delete(`${path}/${second.id}`, { ifMatch: second.version })).statusCode).toBe(204)
    expect((await staff.post(`${path}/${first.id}/restore`)).json()).toMatchObject({ fileName: 'v1.txt' })
  })

  it('is kept from who may not write, and from other perimeters', async () => {
    expect((await send(await t.as('reader'), 'a.txt', 'a')).statusCode).toBe(403)
    expect((await (await t.as('staff')).get(`sessions/${demoId('session', 'seance-suivante')}/documents/${demoId('none', 'x')}/content`)).json()).toMatchObject({ code: 'session-document-not-found' })
  })
})
