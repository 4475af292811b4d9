import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { Anchor } from '../schema/index.ts'
import { readReference } from './read.ts'

type Scheme = (typeof schema.classScheme.enumValues)[number]
type Centre = (typeof schema.centre.enumValues)[number]
interface CriterionEntry { code: string; fr: string; en: string; questionFr: string; questionEn: string; source: string; min: number; max: number; anchors: { value: number; fr: string; en: string }[] }
interface CriteriaFile {
  criteria: CriterionEntry[]
  sets: { code: string; fr: string; en: string; source: string; criteria: string[] }[]
  cutoffs: { scheme: Scheme; centre: Centre; nearPercent: number; axes: { axis: string; criterion: string; cut: number }[] }[]
  formula: { code: string; title: string; purpose: string; centre: Centre; terms: { code: string; criterion: string; weight: number }[] }
}

const LONG_AGO = new Date('2000-01-01T00:00:00Z')

/** Criteria with their first scales, the ready sets of the literature, first cut-offs and a first formula. Safe to run again. */
export async function seedCriteria(tx: Db, folder: string): Promise<void> {
  const file = await readReference<CriteriaFile>(folder, 'criteria.json')
  // Sets are rewritten and removed for good: only an installation brings them, a restart brings none back.
  const installing = (await tx.select({ id: schema.criteria.id }).from(schema.criteria).limit(1)).length === 0
  await tx.insert(schema.criteria).values(file.criteria.map((c, i) => ({ id: id('criterion', c.code), code: c.code, labelFr: c.fr, labelEn: c.en, questionFr: c.questionFr, questionEn: c.questionEn, source: c.source, rank: i + 1 }))).onConflictDoNothing()
  await tx.insert(schema.criterionVersions).values(file.criteria.map((c) => ({ id: id('criterion-version', `${c.code}/1`), criterionId: id('criterion', c.code), number: 1, lineage: 1, min: c.min, max: c.max, anchors: c.anchors.map(anchor), createdAt: LONG_AGO }))).onConflictDoNothing()
  if (installing) await seedSets(tx, file.sets)
  await tx.insert(schema.classCutoffs).values(file.cutoffs.map((c) => ({ id: id('class-cutoff', c.scheme), scheme: c.scheme, validFrom: LONG_AGO, centre: c.centre, nearPercent: c.nearPercent, reason: 'Règle de départ', axes: c.axes.map((a) => ({ axis: a.axis, criterionId: id('criterion', a.criterion), cut: a.cut })) }))).onConflictDoNothing()
  await seedFormula(tx, file.formula)
}

async function seedSets(tx: Db, sets: CriteriaFile['sets']): Promise<void> {
  await tx.insert(schema.criterionSets).values(sets.map((s, i) => ({ id: id('criterion-set', s.code), code: s.code, labelFr: s.fr, labelEn: s.en, source: s.source, rank: i + 1 }))).onConflictDoNothing()
  await tx.insert(schema.criterionSetMembers).values(sets.flatMap((s) => s.criteria.map((c, i) => ({ setId: id('criterion-set', s.code), criterionId: id('criterion', c), rank: i + 1 })))).onConflictDoNothing()
}

const anchor = (a: { value: number; fr: string; en: string }): Anchor => ({ value: a.value, labelFr: a.fr, labelEn: a.en })

async function seedFormula(tx: Db, formula: CriteriaFile['formula']): Promise<void> {
  await tx.insert(schema.formulas).values({ id: id('formula', formula.code), title: formula.title, purpose: formula.purpose, perimeterId: id('perimeter', 'national') }).onConflictDoNothing()
  await tx.insert(schema.formulaVersions).values({
    id: id('formula-version', `${formula.code}/1`), formulaId: id('formula', formula.code), number: 1, centre: formula.centre, createdAt: LONG_AGO,
    terms: formula.terms.map((t) => ({ code: t.code, kind: 'criterion', criterionId: id('criterion', t.criterion), weight: t.weight, reversed: false })),
  }).onConflictDoNothing()
}
