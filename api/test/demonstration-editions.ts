import { readFile, writeFile } from 'node:fs/promises'
import { type Db, demoId, referenceFolder } from '@convergence/db'
import type { EditionsFile, EditionSnapshotsFile } from '@convergence/db/seed'
import { composeEdition, contextOfEdition } from '../src/editions/compose.ts'
import { snapshotsOf } from '../src/editions/freeze.ts'
import { findEdition } from '../src/editions/queries.ts'

const folder = `${referenceFolder}/demonstration`
const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(`${folder}/${name}`, 'utf8')) as T

export const readEditionSnapshots = (): Promise<EditionSnapshotsFile> => read('edition-snapshots.json')

/** Freezes the editions of the demonstration that are to be frozen, anew from its records. */
export async function freezeEditionsAnew(db: Db): Promise<EditionSnapshotsFile> {
  const { editions } = await read<EditionsFile>('editions.json')
  const frozen: EditionSnapshotsFile['editions'] = []
  for (const { code, blocks, frozenOn } of editions.filter((edition) => edition.frozenOn)) {
    const row = await findEdition(db, demoId('edition', code), 'all')
    if (!row || !frozenOn) throw new Error(`no edition ${code}`)
    const ctx = contextOfEdition(db, row, 'all', '')
    const { sha256, snapshots } = await snapshotsOf(ctx, row, await composeEdition(ctx, row))
    frozen.push({ code, sha256, blocks: snapshots.map((snapshot, i) => ({ code: blocks[i]?.code ?? '', sha256: snapshot.sha256, content: { ...snapshot.content }, rows: snapshot.rows.map((one) => ({ ...one })) })) })
  }
  return { editions: frozen }
}

/** Writes the file, one line per block. */
export const writeEditionSnapshots = ({ editions }: EditionSnapshotsFile): Promise<void> =>
  writeFile(`${folder}/edition-snapshots.json`, `{\n  "editions": [\n${editions.map(({ blocks, ...edition }) => `    {"code": ${JSON.stringify(edition.code)}, "sha256": ${JSON.stringify(edition.sha256)}, "blocks": [\n${blocks.map((block) => `      ${JSON.stringify(block)}`).join(',\n')}\n    ]}`).join(',\n')}\n  ]\n}\n`)
