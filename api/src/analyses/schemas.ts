import { z } from 'zod'
import { line } from '../schemas.ts'

const row = z.array(z.number())
const table = z.array(row)

export const Reason = z
  .object({ field: z.string().describe('Path of the absent figure, e.g. orders.0.ambivalence.2'), code: z.string(), message: z.string().describe('In the reader’s language') })
  .meta({ id: 'AbsenceReason', description: 'Why a figure is absent: it cannot be computed from this input.' })
const reasons = z.array(Reason)

export const ACTORS_MAX = 120
const influences = z.array(z.array(z.int().min(0).max(4)).max(ACTORS_MAX)).min(1).max(ACTORS_MAX)
const stances = z.array(z.array(z.int().min(-4).max(4)).max(ACTORS_MAX)).min(1).max(ACTORS_MAX)

export const MactorRequest = z
  .strictObject({
    actors: z.array(line(400)).min(1).max(ACTORS_MAX),
    objectives: z.array(line(400)).max(ACTORS_MAX).default([]),
    mid: influences.describe('Direct influences: row acts on column, 0 none to 4 existence, diagonal 0'),
    mao2: stances.nullish().describe('Valued positions, actors × objectives: −4 against to +4 for, 0 neutral. Without it only influences are computed'),
  })
  .meta({ id: 'MactorRequest', description: 'The two input tables of MACTOR.' })

export const MactorOrderResult = z
  .object({
    order: z.int().min(1).max(3).describe('1 sign, 2 valued, 3 valued and weighted by Ri*'),
    mao: table, convergence: table.describe('CAA'), divergence: table.describe('DAA'), netDistance: table.describe('CAA − DAA'),
    convergenceSum: row, divergenceSum: row,
    convergenceDegree: z.number().min(0).max(100).optional(), divergenceDegree: z.number().min(0).max(100).optional(),
    ambivalence: row.optional().describe('0–1 per actor; absent as soon as one actor has none'),
    ambivalenceByActor: z.array(z.object({ actor: z.int().min(0), value: z.number() })),
    mobilisation: row.describe('Per objective'), mobilisationFor: row, mobilisationAgainst: row, implication: row.describe('Per actor'),
  })
  .meta({ id: 'MactorOrder' })

const mactorTables = {
  method: z.string(),
  midi: table.describe('Direct and indirect influences, with their diagonal'),
  influence: row.describe('Ii, without the diagonal'),
  dependence: row.describe('Di, without the diagonal'),
  totalInfluence: z.number(),
  riStar: row.optional().describe('Balance of power, mean 1'),
  mmidi: table.describe('Strongest path'), maxInfluence: row, maxDependence: row,
  qiStar: row.optional().describe('Competitiveness, mean 1'),
  netBalance: table, netInfluence: row,
  stability: z.number().min(0).max(100).optional(),
  orders: z.array(MactorOrderResult).describe('Orders 1, 2, 3; empty without positions; without order 3 when there is no Ri*'),
  reasons,
}
export const MactorAnalysis = z
  .object({ actors: z.array(z.string()), objectives: z.array(z.string()), ...mactorTables })
  .meta({ id: 'MactorAnalysis', description: 'All results of MACTOR. What cannot be computed is absent, with its reason.' })

export const RATERS_MAX = 1000
export const OBJECTS_MAX = 20_000
export const SCORE_MAX = 1e9
export const RatersRequest = z
  .strictObject({ ratings: z.array(z.array(z.number().min(-SCORE_MAX).max(SCORE_MAX).nullable()).max(OBJECTS_MAX)).max(RATERS_MAX).describe('Raters × objects, rows of one length; null = no score; at most 300,000 cells and 50,000 different values') })
  .meta({ id: 'RatersRequest' })

const figure = z.number().optional()
export const KendallFigures = z.object({ w: figure, wUncorrected: figure, chi2: figure, df: z.int().optional(), p: figure }).meta({ id: 'KendallFigures' })
export const KrippendorffFigures = z.object({ nominal: figure, ordinal: figure, interval: figure, ratio: figure }).meta({ id: 'KrippendorffFigures' })
export const IccFigures = z.object({ icc11: figure, icc21: figure, icc31: figure, icc1k: figure, icc2k: figure, icc3k: figure }).meta({ id: 'IccFigures' })
export const ratersFigures = {
  method: z.string(),
  raters: z.int().min(0).describe('With one score at least'),
  objects: z.int().min(0).describe('With one score at least'),
  completeObjects: z.int().min(0).describe('Scored by all these raters: what W and the ICC rest on'),
  scores: z.int().min(0),
  kendall: KendallFigures, krippendorff: KrippendorffFigures, icc: IccFigures,
  unstable: z.boolean().describe('Fewer than 5 raters: every coefficient jumps with one of them'),
  reasons,
}
export const RatersAnalysis = z.object(ratersFigures).meta({ id: 'RatersAnalysis', description: 'Do the raters rank and score alike? What cannot be computed is absent, with its reason.' })

export const AgreementRequest = z
  .strictObject({ counts: z.array(z.int().min(0).max(1e12)).max(1000).describe('How many observations in each ordered category') })
  .meta({ id: 'AgreementRequest' })
export const AgreementAnalysis = z
  .object({
    method: z.string(), n: z.int().min(0),
    agreement: z.number().min(-1).max(1).optional().describe('van der Eijk’s A'),
    polarisation: z.number().min(0).max(1).optional().describe('(1 − A) / 2'),
    consensus: z.number().min(0).max(1).optional().describe('Tastle and Wierman'),
    reasons,
  })
  .meta({ id: 'AgreementAnalysis' })
