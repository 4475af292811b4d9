import { z } from 'zod'
import { day, flag, uuid } from '../schemas.ts'
import { gameRoles } from './rules.ts'
import { MactorActor, MactorObjective } from './schemas.ts'

const row = z.array(z.number())
const matrix = z.array(row)
const cells = z.array(z.array(z.int().nullable()))
const filling = z.object({ empty: z.int().min(0), total: z.int().min(0) })

export const MactorResultsQuery = z.strictObject({
  asOf: day.optional().describe('As the study stood at the end of this day'),
  emptyAsZero: flag.optional().describe('Count empty cells as 0; without it an incomplete table gives no result, and says so'),
})

const MactorStudyInfluences = z.object({
  midi: matrix.describe('Direct and indirect influences, with their diagonal'),
  influence: row.describe('Ii'),
  dependence: row.describe('Di'),
  totalInfluence: z.number(),
  mean: z.number().describe('Of Ii, and of Di: where the plane is cut'),
  roles: z.array(z.enum(gameRoles)),
  riStar: row.optional().describe('Balance of power, mean 1'),
  mmidi: matrix.describe('Strongest direct or indirect path'),
  maxInfluence: row,
  maxDependence: row,
  qiStar: row.optional().describe('Competitiveness, mean 1'),
  netBalance: matrix,
  netInfluence: row,
  stability: z.number().optional().describe('0–100 %'),
}).meta({ id: 'MactorStudyInfluences' })

const MactorStudyOrder = z.object({
  order: z.int().min(1).max(3).describe('1 sign, 2 valued, 3 valued and weighted by Ri*'),
  mao: matrix,
  convergence: matrix.describe('CAA'),
  divergence: matrix.describe('DAA'),
  netDistance: matrix.describe('CAA − DAA'),
  convergenceSum: row,
  divergenceSum: row,
  convergenceDegree: z.number().optional().describe('0–100 %'),
  divergenceDegree: z.number().optional(),
  ambivalence: row.optional().describe('0–1 per actor; absent when an actor has none'),
  ambivalenceByActor: z.array(z.object({ actor: z.int().min(0).describe('Index from 0'), value: z.number() })),
  mobilisation: row.describe('Per objective'),
  mobilisationFor: row,
  mobilisationAgainst: row.describe('0 or below'),
  implication: row.describe('Per actor'),
}).meta({ id: 'MactorStudyOrder' })

export const MactorStudyResults = z.object({
  studyId: uuid,
  method: z.literal('mactor@1'),
  asOf: day.nullable(),
  emptyAsZero: z.boolean(),
  actors: z.array(MactorActor),
  objectives: z.array(MactorObjective),
  mid: cells.describe('null: nothing stated'),
  mao2: cells.describe('null: nothing stated'),
  filling: z.object({ influences: filling, stances: filling }),
  influences: MactorStudyInfluences.optional(),
  orders: z.array(MactorStudyOrder).describe('Orders 1, 2 and 3, as far as the tables allow'),
  reasons: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).describe('Why a field is absent'),
}).meta({ id: 'MactorStudyResults', description: 'Every table of the method, each over the actors and objectives in their order.' })
