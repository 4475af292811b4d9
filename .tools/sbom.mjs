// What the product is made of: a CycloneDX 1.6 document beside the built server, and the page of licences. Fails on a licence
// that the product's own (AGPL-3.0-or-later) does not go with. The document is small enough to be written without a library:
// a component is a name, a version, a licence and a package URL.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pinned, root, run } from './workshop.mjs'

const GOES_WITH_AGPL = new Set(['MIT', 'MIT-0', '0BSD', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'MPL-2.0', 'OFL-1.1', 'CC0-1.0', 'Unlicense', 'Zlib'])
/** Chosen by the machine that installs: in the document of a build, not on the page that every machine must write alike. */
const PLATFORM = /-(?:linux|darwin|win32|windows|android|freebsd)(?:-|$)|-(?:arm64|x64)$/

const { code, output } = await run('npx', ['--yes', pinned, 'licenses', 'list', '--json', '--prod', '-r'], { quiet: true })
if (code !== 0) throw new Error(output)
const listed = JSON.parse(output.slice(output.indexOf('{')))
const components = Object.entries(listed).flatMap(([licence, packages]) => packages.flatMap(({ name, versions }) => versions.map((version) => ({ name, version, licence }))))
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))

const refused = components.filter(({ licence }) => !licence.replace(/[()]/g, '').split(/ OR /).some((one) => GOES_WITH_AGPL.has(one)))
if (refused.length > 0) {
  process.stderr.write(`Licences to look at: ${refused.map((c) => `${c.name}@${c.version} (${c.licence})`).join(', ')}\n`)
  process.exit(1)
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const purl = ({ name, version }) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
// The same lock file gives the same document: its serial is made from it.
const seed = createHash('sha256').update(readFileSync(join(root, 'pnpm-lock.yaml'))).digest('hex')
const sbom = {
  bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
  serialNumber: `urn:uuid:${seed.slice(0, 8)}-${seed.slice(8, 12)}-5${seed.slice(13, 16)}-a${seed.slice(17, 20)}-${seed.slice(20, 32)}`,
  metadata: { component: { type: 'application', name: manifest.name, version: manifest.version, licenses: [{ license: { id: manifest.license } }] } },
  components: components.map((c) => ({ type: 'library', name: c.name, version: c.version, purl: purl(c), 'bom-ref': purl(c), licenses: [/ OR | AND |[()]/.test(c.licence) ? { expression: c.licence } : { license: { id: c.licence } }] })),
}
const file = join(root, 'api/dist/sbom.cdx.json')
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`)

const shown = components.filter(({ name }) => !PLATFORM.test(name))
writeFileSync(join(root, 'docs/reference/licences.md'), `<!-- Written by \`pnpm generate\`; a test compares. Do not edit. -->\n\n# Licences\n\nWhat the product ships or runs on, without what belongs to one kind of machine. \`pnpm build\` writes the same as CycloneDX 1.6 (\`api/dist/sbom.cdx.json\`) and fails on a licence that AGPL-3.0-or-later does not go with.\n\n| package | version | licence |\n| --- | --- | --- |\n${shown.map((c) => `| ${c.name} | ${c.version} | ${c.licence} |`).join('\n')}\n`)
