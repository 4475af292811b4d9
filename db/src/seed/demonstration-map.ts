import { demoId } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { searchKey } from '../text.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'
import type { CategoryFile, ExpectationFile, ImpactFile, MandateFile, PerimeterFile, StakeholderFile, TieFile, TieTypeFile } from './files.ts'

/** Known since the founding document, where the file gives no date. */
const FOUNDING = '2011-10-01'
const id = demoId

/** A date of which only the year or the month is known counts from its first day. */
export const firstDay = (date: string | null): string => (date === null ? FOUNDING : `${date}-01-01`.slice(0, 10))

/** Perimeters, categories, stakeholders, mandates, ties, impacts and expectations. */
export async function seedMap(tx: Db, folder: string, references: References): Promise<void> {
  const read = <T>(file: string) => readReference<T>(folder, `demonstration/${file}.json`)
  await seedPerimeters(tx, await read<PerimeterFile[]>('perimeters'))
  await seedCategories(tx, await read<CategoryFile[]>('categories'))
  const stakeholders = await read<StakeholderFile[]>('stakeholders')
  await seedStakeholders(tx, stakeholders, references)
  const perimeterOf = new Map(stakeholders.map((s) => [s.code, id('perimeter', s.perimeter)]))
  await seedMandates(tx, await read<MandateFile[]>('mandates'), perimeterOf)
  await seedTies(tx, await read<TieTypeFile[]>('tieTypes'), await read<TieFile[]>('ties'), perimeterOf)
  await seedImpacts(tx, await read<ImpactFile[]>('impacts'), references)
  await seedExpectations(tx, await read<ExpectationFile[]>('expectations'), perimeterOf)
}

async function seedPerimeters(tx: Db, files: PerimeterFile[]): Promise<void> {
  for (const p of files) await tx.insert(schema.perimeters).values({ id: id('perimeter', p.code), code: p.code, name: p.name, kind: p.kind, parentId: p.parent ? id('perimeter', p.parent) : null }).onConflictDoUpdate({ target: schema.perimeters.code, set: { name: p.name } })
}

const seedCategories = async (tx: Db, files: CategoryFile[]): Promise<void> => {
  await tx.insert(schema.categories).values(files.map((c, i) => ({ id: id('category', c.code), code: c.code, labelFr: c.fr, labelEn: c.en, side: c.side, sphere: c.sphere, contractual: c.contractual, icon: c.icon, colour: c.palette, rank: i + 1 })))
}

async function seedStakeholders(tx: Db, files: StakeholderFile[], references: References): Promise<void> {
  const parentsFirst = [...files].sort((a, b) => Number(a.parent !== null) - Number(b.parent !== null))
  for (const s of parentsFirst) {
    await tx.insert(schema.stakeholders).values({
      id: id('stakeholder', s.code), reference: references.next(), kind: s.kind, name: s.name, categoryId: s.category ? id('category', s.category) : null, side: s.side, contractual: s.contractual, sphere: s.sphere, status: s.status,
      parentId: s.parent ? id('stakeholder', s.parent) : null, perimeterId: id('perimeter', s.perimeter), headcount: s.headcount, tags: s.tags, description: s.description, city: s.city ?? '', since: firstDay(s.since),
      archivedOn: s.status === 'archived' ? '2022-12-31' : null, fictional: s.fictional, searchName: searchKey([s.name, s.city ?? '', ...s.tags].join(' ')),
    })
  }
}

async function seedMandates(tx: Db, files: MandateFile[], perimeterOf: Map<string, string>): Promise<void> {
  await tx.insert(schema.mandates).values(files.map((m) => ({ id: id('mandate', m.code), personId: id('stakeholder', m.person), organisationId: id('stakeholder', m.organisation), perimeterId: perimeterOf.get(m.organisation) ?? id('perimeter', 'national'), role: m.role, spokesperson: m.spokesperson, startOn: m.startOn, endOn: m.endOn })))
}

async function seedTies(tx: Db, types: TieTypeFile[], files: TieFile[], perimeterOf: Map<string, string>): Promise<void> {
  await tx.insert(schema.tieTypes).values(types.map((t, i) => ({ id: id('tie-type', t.code), code: t.code, labelFr: t.fromLabel.fr, labelEn: t.fromLabel.en, reverseFr: t.toLabel.fr, reverseEn: t.toLabel.en, fromKinds: t.allowedFrom, toKinds: t.allowedTo, directed: t.directed, rank: i + 1 })))
  await tx.insert(schema.ties).values(files.map((t, i) => ({
    id: id('tie', String(i + 1)), typeId: id('tie-type', t.type), fromId: id('stakeholder', t.from), toId: id('stakeholder', t.to), perimeterId: perimeterOf.get(t.from) ?? id('perimeter', 'national'), strength: t.strength, sign: t.sign, basis: t.basis,
    startOn: t.startOn, endOn: t.endOn, source: t.source, confirmedById: t.confirmed ? id('stakeholder', t.to) : null, confirmedOn: t.confirmed ? '2026-02-01' : null,
  })))
}

async function seedImpacts(tx: Db, files: ImpactFile[], references: References): Promise<void> {
  const pillar = (code: string | null) => (code ? id('pillar', code) : null)
  await tx.insert(schema.impacts).values(files.map((i) => ({
    id: id('impact', i.code), reference: references.next(), title: i.title, description: i.description, direction: i.direction, sign: i.sign, directness: i.directness, actuality: i.actuality, scale: i.scale, scope: i.scope, irremediability: i.irremediability,
    likelihood: i.likelihood, horizon: i.horizon, stage: i.stage, pillarId: pillar(i.pillar), perimeterId: id('perimeter', i.perimeter), since: firstDay(i.since), fictional: i.fictional,
  })))
  const sides = files.flatMap((i) => [...i.affected.map((s) => ({ i, s, involvement: 'affected' as const })), ...i.affecting.map((s) => ({ i, s, involvement: 'affecting' as const }))])
  await tx.insert(schema.impactStakeholders).values(sides.map(({ i, s, involvement }) => ({ id: id('impact-stakeholder', `${i.code}/${s}/${involvement}`), impactId: id('impact', i.code), stakeholderId: id('stakeholder', s), involvement })))
  await tx.insert(schema.isoTies).values(files.flatMap((i) => i.areas.map((area) => ({ id: id('iso-tie', `${i.code}/${area}`), areaId: id('area', area), perimeterId: id('perimeter', i.perimeter), impactId: id('impact', i.code) }))))
}

async function seedExpectations(tx: Db, files: ExpectationFile[], perimeterOf: Map<string, string>): Promise<void> {
  await tx.insert(schema.expectations).values(files.map((e, i) => ({ id: id('expectation', String(i + 1)), stakeholderId: id('stakeholder', e.stakeholder), areaId: id('area', e.area), perimeterId: perimeterOf.get(e.stakeholder) ?? id('perimeter', 'national'), statement: e.text, weight: e.weight, source: e.source, statedOn: firstDay(e.statedOn) })))
}
