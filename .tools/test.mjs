// `npm test`: everything, with what it needs brought along. Each stage says what it counts; the last line adds them up.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, pnpm, requireNode, root, run } from './workshop.mjs'

requireNode()
const reports = join(root, '.cache', 'reports')
mkdirSync(reports, { recursive: true })

/** A stage that passes or fails as one. */
const check = (name, work) => ({ name, work: async () => ((await work()).code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) })

/** A stage of many tests; one that ends badly without counting any is a failure. */
const suite = (name, args, env = {}, cwd = root) => ({
  name,
  work: async () => {
    const { code, output: coloured } = await run('npx', args, { cwd, env: { NO_COLOR: '1', ...env }, quiet: true })
    const output = coloured.replace(/\u001b\[[0-9;]*m/g, '')
    writeFileSync(join(reports, `${name.replace(/\W+/g, '-')}.txt`), output)
    const passed = Number(/(?:Tests\s.*?|^\s*)(\d+) passed/m.exec(output)?.[1] ?? 0)
    const failed = Number(/(?:Tests\s.*?|^\s*)(\d+) failed/m.exec(output)?.[1] ?? 0)
    if (code !== 0 || failed > 0) process.stdout.write(`${output}\n`)
    return { passed, failed: failed || (code !== 0 || passed === 0 ? 1 : 0) }
  },
})
const vitest = (name, folder, env = {}, more = []) => suite(name, ['vitest', 'run', ...more], env, join(root, folder))

const stages = [
  check('types', () => pnpm(['-r', 'run', 'types'])),
  check('lint', () => run('npx', ['eslint', '--max-warnings', '0', '.'])),
  check('generated files are current', () => run(process.execPath, ['.tools/generated.mjs'])),
  vitest('database', 'db'),
  vitest('api on the embedded database', 'api', { TEST_ENGINE: 'pglite' }),
  vitest('api on PostgreSQL', 'api', { TEST_ENGINE: 'postgres' }),
  vitest('faults', 'api', {}, ['--config', 'test/faults/vitest.config.ts']),
  vitest('web', 'web'),
  suite('browser journeys', ['playwright', 'test', '--reporter=list'], {}, join(root, 'web')),
]

await install()
const only = process.argv.slice(2).filter((word) => !word.startsWith('-'))
let passed = 0
let failed = 0
for (const stage of stages.filter((s) => only.length === 0 || only.some((word) => s.name.includes(word)))) {
  if (stage.name === 'browser journeys') await build()
  const started = Date.now()
  process.stdout.write(`\n── ${stage.name}\n`)
  const result = await stage.work()
  passed += result.passed
  failed += result.failed
  process.stdout.write(`   ${result.passed} passed, ${result.failed} failed in ${Math.round((Date.now() - started) / 1000)} s\n`)
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
