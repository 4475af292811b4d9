import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from './app.ts'
import { feedTells } from './feed.ts'

const t = useTestApp()
const guide = new URL('../../docs/api/first-call.md', import.meta.url)

describe('the integrator’s first call', () => {
  it('works as the page tells it, command by command', async () => {
    const base = await t.app.listen({ host: '127.0.0.1', port: 0 })
    await (await t.as('staff')).post('stakeholders', { name: 'Une organisation', kind: 'organisation', perimeterId: demoId('perimeter', 'national') })
    await feedTells(await t.as('staff'), () => true)
    const folder = await mkdtemp(join(tmpdir(), 'first-call-'))
    const script = [...(await readFile(guide, 'utf8')).matchAll(/```sh\n([^]*?)```/g)].map((m) => m[1]).join('\n')
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, env: { ...process.env, BASE: base } })
    const read = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, unknown>
    expect(stdout.split('\n').filter((line) => /^\d{4}-\d{5} /.test(line))).toHaveLength(3)
    expect((await read('found.json')).items).not.toHaveLength(0)
    expect(await readFile(join(folder, 'created.txt'), 'utf8')).toMatch(/^HTTP\/1.1 201/)
    expect(await read('changed.json')).toMatchObject({ city: 'Nantes', version: 2 })
    expect(await read('refused.json')).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ message: 'Unknown field: limti.' }] })
    expect((await read('events.json')).items).not.toHaveLength(0)
    expect(await read('token.json')).toMatchObject({ token_type: 'Bearer', scope: 'map:read' })
    expect((await read('by-token.json')).items).toHaveLength(1)
    await rm(folder, { recursive: true, force: true })
  })
})
