import { access } from 'node:fs/promises'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

type Params = Record<string, string | number | boolean>
export interface EditionsFile {
  editions: {
    code: string; reference?: string; title: string; subtitle: string; periodStart: string; periodEnd: string; language: 'fr' | 'en'; perimeter: string; status: (typeof schema.editionStatus.enumValues)[number]
    outline: string; previous?: string; minimumCell: number; signatory: string; fictional: boolean; frozenOn?: string; publishedOn?: string
    /** `query.params` may name an object of the demonstration: `point:p11-telemedecine`. */
    blocks: { code: string; kind: (typeof schema.blockKind.enumValues)[number]; level?: number; title?: string; text?: string; guidance?: string; query?: { figure: string; params: Params }; codes?: string[] }[]
  }[]
}
/** What was frozen of an edition, computed from the demonstration itself by a script. */
export interface EditionSnapshotsFile { editions: { code: string; sha256: string; blocks: { code: string; sha256: string; content: Record<string, unknown>; rows: Record<string, unknown>[] }[] }[] }

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)
type Edition = EditionsFile['editions'][number]

const named = (value: Params[string]): Params[string] => {
  const [noun, code] = typeof value === 'string' ? value.split(':') : []
  return noun && code ? id(noun, code) : value
}

function storedOf({ kind, level, guidance, query }: Edition['blocks'][number]): Record<string, unknown> | null {
  if (kind === 'heading') return { level: level ?? 1 }
  if (query) return { figure: query.figure, params: Object.fromEntries(Object.entries(query.params).map(([name, value]) => [name, named(value)])) }
  return guidance ? { guidance } : null
}

/** The report: the founding year, frozen and published by nobody in particular, and two fictional drafts. Without what was frozen, an edition is seeded as a draft. */
export async function seedEditions(tx: Db, folder: string, references: References): Promise<void> {
  const { editions } = await readReference<EditionsFile>(folder, 'demonstration/editions.json')
  const kept = await readSnapshots(folder)
  for (const edition of editions) await seedOne(tx, edition, { reference: edition.reference ?? references.next(), kept: kept.find((one) => one.code === edition.code) })
}

const readSnapshots = async (folder: string): Promise<EditionSnapshotsFile['editions']> => {
  const file = 'demonstration/edition-snapshots.json'
  const there = await access(`${folder}/${file}`).then(() => true, () => false)
  return there ? (await readReference<EditionSnapshotsFile>(folder, file)).editions : []
}

async function seedOne(tx: Db, edition: Edition, { reference, kept }: { reference: string; kept: EditionSnapshotsFile['editions'][number] | undefined }): Promise<void> {
  const editionId = id('edition', edition.code)
  const { title, subtitle, periodStart, periodEnd, language, outline, minimumCell, signatory, fictional } = edition
  const frozen = kept && edition.frozenOn ? { status: edition.status, frozenAt: noon(edition.frozenOn), sha256: kept.sha256, publishedAt: edition.publishedOn ? noon(edition.publishedOn) : null } : {}
  await tx.insert(schema.editions).values({ id: editionId, reference, title, subtitle, periodStart, periodEnd, language, outline, minimumCell, signatory, fictional, perimeterId: id('perimeter', edition.perimeter), previousId: edition.previous ? id('edition', edition.previous) : null, ...frozen })
  await tx.insert(schema.editionBlocks).values(edition.blocks.map((block, i) => ({ id: blockId(edition, block), editionId, rank: (i + 1) * 10, kind: block.kind, title: block.title ?? '', text: block.text ?? '', query: storedOf(block), standardCodes: block.codes ?? [] })))
  if (kept && edition.frozenOn) await tx.insert(schema.editionSnapshots).values(kept.blocks.map(({ code, sha256, content, rows }) => ({ id: id('edition-snapshot', `${edition.code}/${code}`), editionId, blockId: blockId(edition, { code }), content, rows, rowCount: rows.length, sha256, takenAt: noon(edition.frozenOn ?? '') })))
}

const blockId = (edition: Pick<Edition, 'code'>, block: { code: string }): string => id('edition-block', `${edition.code}/${block.code}`)
