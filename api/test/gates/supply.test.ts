import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const store = join(root, 'node_modules/.pnpm')
interface Manifest { name?: string; scripts?: Record<string, string> }

const folders = (path: string): string[] => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name)

/** Every package that is installed, read from the store: in each entry the package is a folder, and what it needs are links. */
function installed(): Manifest[] {
  return folders(store).filter((entry) => entry.includes('@')).flatMap((entry) => {
    const inside = join(store, entry, 'node_modules')
    const names = folders(inside).flatMap((name) => (name.startsWith('@') ? folders(join(inside, name)).map((inner) => `${name}/${inner}`) : [name]))
    return names.map((name) => JSON.parse(readFileSync(join(inside, name, 'package.json'), 'utf8')) as Manifest)
  })
}

describe('S-39: what is installed', () => {
  const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
  const listed = (key: string) => [...(new RegExp(`${key}:\\n((?: {2}- .*\\n)+)`).exec(workspace)?.[1] ?? '').matchAll(/- "?([^"\n]+)"?/g)].map((match) => match[1] ?? '')
  const decided = [...listed('onlyBuiltDependencies'), ...listed('ignoredBuiltDependencies')]

  it('has no install script that nobody decided on: run, or never run', () => {
    const all = installed()
    expect(all.length).toBeGreaterThan(200)
    const running = all.filter(({ scripts }) => ['preinstall', 'install', 'postinstall'].some((step) => scripts?.[step])).map(({ name }) => name ?? '')
    expect(running.filter((name) => !decided.includes(name)).toSorted()).toEqual([])
  })

  it('is pinned: every version asked for is exact', () => {
    for (const folder of ['', 'api', 'db', 'web']) {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string> | undefined>
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) expect(`${name} ${version}`).toMatch(/ (?:\d+\.\d+\.\d+(?:-[\w.]+)?|catalog:|workspace:\*)$/)
    }
  })
})
