// Fails when a generated file is not what its source makes: the OpenAPI document, the web's client, the migrations.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './workshop.mjs'

const read = (path) => readFileSync(join(root, path), 'utf8')
const migrations = () => readdirSync(join(root, 'db/migrations')).sort().join()
const products = ['api/openapi.json', 'web/src/api/generated.ts', 'docs/reference/errors.md', 'docs/reference/operations.md', 'docs/reference/authorisation.md', 'docs/reference/trust.md', 'docs/reference/environment.md', 'docs/reference/licences.md']

const before = [...products.map(read), migrations()]
for (const [command, args, folder] of [
  ['npx', ['drizzle-kit', 'generate', '--name', 'unrecorded'], 'db'],
  ['npx', ['tsx', 'src/generate.ts'], 'api'],
  ['npx', ['openapi-typescript', '../api/openapi.json', '--enum-values', '--dedupe-enums', '-o', 'src/api/generated.ts'], 'web'],
  [process.execPath, ['.tools/sbom.mjs'], '.'],
]) {
  const { code, output } = await run(command, args, { cwd: join(root, folder), quiet: true })
  if (code !== 0) {
    process.stderr.write(output)
    process.exit(1)
  }
}
const after = [...products.map(read), migrations()]
const stale = [...products, 'db/migrations'].filter((_, i) => before[i] !== after[i])
if (stale.length > 0) {
  process.stderr.write(`Not current, now made anew: ${stale.join(', ')}. Commit them.\n`)
  process.exit(1)
}
