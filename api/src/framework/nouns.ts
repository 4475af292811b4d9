import { demoId, schema } from '@convergence/db'
import type { z } from 'zod'
import { type Access, may } from '../plugins/access.ts'
import { Area, AreaCreate, AreaPatch, LabelledCreate, LabelledPatch, Orientation, Pillar, PillarCreate, PillarPatch, Pledge, PledgeCreate, PledgePatch, Practice, Subject } from './schemas.ts'

/** The columns that every noun of the framework has; a noun's own columns come along at run time. */
export type FrameworkTable = typeof schema.practices

/** One noun of the framework: its table, its wire schemas and its documentation examples. */
export interface FrameworkNoun {
  noun: 'subject' | 'area' | 'pillar' | 'pledge' | 'practice' | 'orientation'
  path: string
  /** For operation ids: `list<Many>`, `get<One>`. */
  one: string
  many: string
  table: FrameworkTable
  row: z.ZodType
  create: z.ZodType
  patch: z.ZodType
  change: Access
  example: { id: string; removable: string; create: object; patch: object }
}

/** The department words its areas and says how sure they are; the structure stays with the administrator. */
const editAreas = { roles: ['administrator', 'staff'], scope: null } as const satisfies Access

const table = (of: unknown): FrameworkTable => of as FrameworkTable
const label = (code: string, fr: string, en: string, rank: number) => ({ code, labelFr: fr, labelEn: en, rank })

export const frameworkNouns: readonly FrameworkNoun[] = [
  { noun: 'subject', path: 'subjects', one: 'Subject', many: 'Subjects', table: table(schema.subjects), row: Subject, create: LabelledCreate, patch: LabelledPatch, change: may.administer,
    example: { id: demoId('subject', '6.4'), removable: demoId('subject', '6.8'), create: label('6.9', 'Finance responsable', 'Responsible finance', 8), patch: { labelEn: 'Labour practices' } } },
  { noun: 'area', path: 'areas', one: 'Area', many: 'Areas', table: table(schema.areas), row: Area, create: AreaCreate, patch: AreaPatch, change: editAreas,
    example: { id: demoId('area', '6.7.8'), removable: demoId('area', '6.8.9'), create: { ...label('6.7.10', 'Sobriété numérique', 'Digital sobriety', 46), subjectId: demoId('subject', '6.7'), certainty: 'to_confirm' }, patch: { certainty: 'norm' } } },
  { noun: 'pillar', path: 'pillars', one: 'Pillar', many: 'Pillars', table: table(schema.pillars), row: Pillar, create: PillarCreate, patch: PillarPatch, change: may.administer,
    example: { id: demoId('pillar', 'acces-sante'), removable: demoId('pillar', 'acces-sante'), create: { ...label('territoires', 'Territoires vivants', 'Living territories', 5), issues: ['Déserts médicaux'], areaIds: [demoId('area', '6.8.3')] }, patch: { areaIds: [demoId('area', '6.7.8'), demoId('area', '6.8.8')] } } },
  { noun: 'pledge', path: 'pledges', one: 'Pledge', many: 'Pledges', table: table(schema.pledges), row: Pledge, create: PledgeCreate, patch: PledgePatch, change: may.administer,
    example: { id: demoId('pledge', 'capital-sante'), removable: demoId('pledge', 'competences'), create: { ...label('transparence', 'Rendre compte chaque année', 'Report every year', 8), pillarId: null }, patch: { rank: 1 } } },
  { noun: 'practice', path: 'practices', one: 'Practice', many: 'Practices', table: table(schema.practices), row: Practice, create: LabelledCreate, patch: LabelledPatch, change: may.administer,
    example: { id: demoId('practice', '1'), removable: demoId('practice', '14'), create: label('PC15', 'Écouter les aidants', 'Listening to carers', 15), patch: { rank: 1 } } },
  { noun: 'orientation', path: 'orientations', one: 'Orientation', many: 'Orientations', table: table(schema.orientations), row: Orientation, create: LabelledCreate, patch: LabelledPatch, change: may.administer,
    example: { id: demoId('orientation', 'couverture'), removable: demoId('orientation', 'influence'), create: label('dialogue-territorial', 'Dialogue territorial', 'Local dialogue', 6), patch: { rank: 1 } } },
]
