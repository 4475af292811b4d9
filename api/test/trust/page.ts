import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type TrustId, trustIds } from './ids.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folders = ['api/src', 'api/test', 'db/src', 'db/test', 'web/src', 'web/e2e']
/** A title: a text followed by a comma, that names an id. */
const TITLE = /(['"`])((?:(?!\1)[^\n])*\b[PSR]-\d{2}\b(?:(?!\1)[^\n])*)\1\s*,/g
const ID = /\b[PSR]-\d{2}\b/g

/** The tests that name an id in a title: the files, in order. */
export function testsById(): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:test|e2e)\.ts$/.test(name)).map((name) => join(root, folder, name))
    for (const file of files) {
      for (const [, , title = ''] of readFileSync(file, 'utf8').matchAll(TITLE)) {
        for (const [id] of title.matchAll(ID)) found.set(id, (found.get(id) ?? new Set()).add(relative(root, file)))
      }
    }
  }
  return new Map([...found].map(([id, files]) => [id, [...files].toSorted()]))
}

/** shown: tests and nothing missing; partly: tests, and what they do not show; no: no test of this name. */
export const standingOf = ({ gap }: TrustId, tests: readonly string[]): 'shown' | 'partly' | 'no' => (tests.length === 0 ? 'no' : gap === '' ? 'shown' : 'partly')

/** docs/reference/trust.md: every id with its tests and what is missing. Main passes, so a test named here ran green. */
export function trustPage(): string {
  const tests = testsById()
  const rows = trustIds.map((t) => {
    const files = tests.get(t.id) ?? []
    return `| ${t.id} | ${t.text} | ${standingOf(t, files)} | ${files.map((file) => `\`${file}\``).join('<br>') || '—'} | ${t.gap || '—'} |`
  })
  const count = (standing: string): number => trustIds.filter((t) => standingOf(t, tests.get(t.id) ?? []) === standing).length
  return `<!-- Written by \`pnpm generate\`; a test compares. Do not edit. -->\n\n# Trust\n\nPersonal data (P), security (S) and faults (R). *shown*: tests that bear the id in their title, run at every change, and nothing known to be missing (${count('shown')}); *partly*: tests, and what they do not show (${count('partly')}); *no*: no test of this name, and why (${count('no')}).\n\n| id | what is asked | standing | tests | not done, or not shown |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}
