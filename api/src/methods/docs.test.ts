import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const docs = fileURLToPath(new URL('../../../docs/methods/', import.meta.url))
const pages = readdirSync(docs).filter((name) => name.endsWith('.md')).map((name) => ({ name, text: readFileSync(join(docs, name), 'utf8') }))
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
const file = JSON.parse(readFileSync(new URL('../../../db/reference/method-cases.json', import.meta.url), 'utf8')) as { cases: readonly { id: string }[] }

const versions = sources.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .flatMap((name) => [...readFileSync(join(here, name), 'utf8').matchAll(/'([a-z-]+@\d+)'/g)].flatMap(([, version]) => version ?? []))

describe('the pages of the methods', () => {
  it.each([...new Set(versions)].sort())('one of them explains %s', (version) => {
    expect(pages.filter(({ text }) => text.includes(`\`${version}\``)).map(({ name }) => name)).not.toEqual([])
  })

  it.each(pages.map(({ name, text }) => [name, text] as const))('%s gives the question, the rule, the source, an example and the limits', (_, text) => {
    expect(text).toMatch(/\*\*Questions?\.\*\*/)
    expect(text).toMatch(/\*\*(Formula|Rule)s?[ .*]/)
    expect(text).toMatch(/\*\*Sources?\.\*\*/)
    expect(text).toMatch(/\*\*Worked examples?\*?\*?/)
    expect(text).toMatch(/\*\*Limits\.\*\*/)
  })

  it('name tests and published cases that exist, and every published case stands on a page', () => {
    const named = pages.flatMap(({ text }) => [...text.matchAll(/`([\w-]+\.test\.ts)`/g)].flatMap(([, test]) => test ?? []))
    for (const test of named) expect(sources.some((name) => name.endsWith(test)), test).toBe(true)
    for (const { id } of file.cases) expect(pages.some(({ text }) => text.includes(`\`${id}\``)), id).toBe(true)
  })
})
