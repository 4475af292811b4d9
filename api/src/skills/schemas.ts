import { schema } from '@convergence/db'
import { z } from 'zod'
import { day, flag, line, listQuery, pageOf, solidLine, uuid } from '../schemas.ts'
import { skillStates } from './rules.ts'

const count = z.int().min(0)
const state = z.enum(skillStates)

export const Skill = z
  .object({ skill: z.string(), state: state.describe('lapsing: within 90 days of its last day'), grantedOn: day, expiresOn: day.nullable().describe('null for one that does not lapse') })
  .meta({ id: 'Skill', description: 'What somebody was trained for, as it stands on the day.' })
export const SkilledPerson = z
  .object({ id: uuid, type: z.enum(['account', 'person']).describe('An account, or a person of the map'), name: z.string(), roles: z.array(z.enum(schema.role.enumValues)).describe('Of an account'), organisation: z.string().nullable().describe('For which a person speaks'), fictional: z.boolean(), skills: z.array(Skill) })
  .meta({ id: 'SkilledPerson' })
export const SkillPage = pageOf(SkilledPerson, 'SkillPage')
export const SkillQuery = z.strictObject({
  ...listQuery(['name', '-name']),
  q: line(200).optional().describe('Words of the name'),
  skill: solidLine(60).optional().describe('The skill that `state` is asked of; any of them when left out'),
  state: state.optional(),
  on: day.optional().describe('Today when left out'),
})
export type SkillFilter = z.output<typeof SkillQuery>

export const SkillNames = z
  .object({ items: z.array(z.object({ skill: z.string(), audiences: z.array(z.enum(schema.trainingAudience.enumValues)).describe('Of the programmes that give it'), valid: count.describe('People who hold it on the day'), lapsing: count.describe('Among them, within 90 days of its last day'), lapsed: count })), nextCursor: z.null() })
  .meta({ id: 'SkillNames' })

export const audiences = ['facilitators', 'relays', 'elected'] as const
const audience = z.enum(audiences).describe('facilitators: with that role, or who ran or are to run a session within a year; relays in office; elected: persons with a mandate in force for elected members')
export const CoverageRow = z.object({ audience, perimeterId: uuid.nullable().describe('null for all of them together'), people: count, trained: count.describe('With a valid skill of their audience on the day'), lapsing: count.describe('Among them, within 90 days of its last day') }).meta({ id: 'SkillCoverageRow' })
export const SkillCoverage = z.object({ day, items: z.array(CoverageRow), nextCursor: z.null() }).meta({ id: 'SkillCoverage', description: 'How many of those who should be are trained; people who answer for two perimeters count in each, and once in all.' })
export const CoverageQuery = z.strictObject({ on: day.optional(), perimeterId: uuid.optional().describe('This perimeter and all below it') })

export const CoveragePerson = z
  .object({ id: z.string(), audience, personId: uuid.nullable().describe('Account or person; null for a relay known by name only'), name: z.string(), perimeterId: uuid, state, skill: z.string().nullable(), expiresOn: day.nullable() })
  .meta({ id: 'SkillCoveragePerson' })
export const CoveragePersonPage = pageOf(CoveragePerson, 'SkillCoveragePersonPage')
export const CoveragePersonQuery = z.strictObject({ ...listQuery(['name', '-name']), audience, on: day.optional(), perimeterId: uuid.optional(), trained: flag.optional() })
export type CoveragePersonFilter = z.output<typeof CoveragePersonQuery>
