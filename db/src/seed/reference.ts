import { demoId } from '../demo-id.ts'
import { referenceFolder } from '../folders.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { seedCriteria } from './criteria.ts'
import { seedQuestionnaires } from './questionnaires.ts'
import { seedFootprint } from './indicators.ts'
import { seedNoticeTemplates } from './notices.ts'
import { seedProcessTemplates } from './processes.ts'
import { seedSessionTemplates } from './session-templates.ts'
import { readReference } from './read.ts'

interface Iso { subjects: { code: string; fr: string; en: string }[]; areas: { code: string; subject: string; fr: string; en: string; certainty: string }[] }
interface Referentiel {
  pillars: { id: string; label: string; commitments: string[]; issues: string[]; isoAreas: string[] }[]
  orientations: { id: string; label: string }[]
  commitments: { id: string; label: string }[]
  keyPractices: string[]
}

const labels = (fr: string, en: string, rank: number) => ({ labelFr: fr, labelEn: en, rank })

/** Loads the framework, the root perimeter and the first thresholds. Safe to run again: what stands is left as it is. */
export async function seedReference(db: Db, folder = referenceFolder): Promise<void> {
  const iso = await readReference<Iso>(folder, 'iso26000.json')
  const frame = await readReference<Referentiel>(folder, 'referentiel.json')
  const english = await readReference<Record<string, string>>(folder, 'referentiel-en.json')
  const en = (fr: string) => english[fr] ?? fr
  await db.transaction(async (tx) => {
    await tx.insert(schema.perimeters).values({ id: demoId('perimeter', 'national'), code: 'national', name: 'National', kind: 'national' }).onConflictDoNothing()
    await seedIso(tx, iso)
    await seedFrame(tx, frame, en)
    await tx.insert(schema.agreementThresholds).values({ id: demoId('thresholds', 'first'), validFrom: new Date('2000-01-01T00:00:00Z'), minHolders: 3, minAskedShare: 0.5, convergenceAgreement: 0.5, divergenceShare: 0.25, reason: 'Règle de départ' }).onConflictDoNothing()
    await seedCriteria(tx, folder)
    await seedSessionTemplates(tx, folder)
    await seedNoticeTemplates(tx, folder)
    await seedQuestionnaires(tx, folder)
    await seedProcessTemplates(tx, folder)
    await seedFootprint(tx, folder)
  })
}

async function seedIso(tx: Db, iso: Iso): Promise<void> {
  await tx.insert(schema.subjects).values(iso.subjects.map((s, i) => ({ id: demoId('subject', s.code), code: s.code, ...labels(s.fr, s.en, i + 1) }))).onConflictDoNothing()
  const certainty = (word: string) => (word === 'to-confirm' ? 'to_confirm' : word === 'document' ? 'document' : 'norm')
  await tx.insert(schema.areas).values(iso.areas.map((a, i) => ({ id: demoId('area', a.code), code: a.code, subjectId: demoId('subject', a.subject), certainty: certainty(a.certainty) as 'norm', ...labels(a.fr, a.en, i + 1) }))).onConflictDoNothing()
}

async function seedFrame(tx: Db, frame: Referentiel, en: (fr: string) => string): Promise<void> {
  const pillarOf = new Map(frame.pillars.flatMap((p) => p.commitments.map((c) => [c, p.id] as const)))
  await tx.insert(schema.pillars).values(frame.pillars.map((p, i) => ({ id: demoId('pillar', p.id), code: p.id, issues: p.issues, ...labels(p.label, en(p.label), i + 1) }))).onConflictDoNothing()
  await tx.insert(schema.pillarAreas).values(frame.pillars.flatMap((p) => p.isoAreas.map((a) => ({ pillarId: demoId('pillar', p.id), areaId: demoId('area', a) })))).onConflictDoNothing()
  await tx.insert(schema.pledges).values(frame.commitments.map((c, i) => ({ id: demoId('pledge', c.id), code: c.id, pillarId: pillarOf.has(c.id) ? demoId('pillar', pillarOf.get(c.id) ?? '') : null, ...labels(c.label, en(c.label), i + 1) }))).onConflictDoNothing()
  await tx.insert(schema.practices).values(frame.keyPractices.map((label, i) => ({ id: demoId('practice', String(i + 1)), code: `PC${String(i + 1).padStart(2, '0')}`, ...labels(label, en(label), i + 1) }))).onConflictDoNothing()
  await tx.insert(schema.orientations).values(frame.orientations.map((o, i) => ({ id: demoId('orientation', o.id), code: o.id, ...labels(o.label, en(o.label), i + 1) }))).onConflictDoNothing()
}
