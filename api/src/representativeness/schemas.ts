import { z } from 'zod'
import { schema } from '@convergence/db'
import { day, uuid } from '../schemas.ts'

const count = z.int().min(0)
const share = z.number().nullable()

export const RepresentativenessQuery = z.strictObject({
  perimeterId: uuid.optional().describe('The map of this perimeter and all below it; that of the body or the session when left out'),
})
export const BodyRepresentativenessQuery = z.strictObject({ ...RepresentativenessQuery.shape, on: day.optional().describe('The seats and the map of this day; today when left out') })

/** Two references of one partition: organisations of the map, and the people that they stand for. */
const Measured = z
  .object({
    distance: share.describe('Half the sum of the absolute gaps, 0 to 1; null without a voice or without a reference'),
    floor: share.describe('The least distance that so many voices could reach'),
    reference: z.number().min(0).describe('Organisations, or people'),
  })
  .meta({ id: 'RepresentativenessMeasure' })

const figures = {
  voices: count,
  share: share.describe('Of the voices'),
  organisations: count.describe('On the map'),
  organisationShare: share,
  gap: share.describe('Share of the voices less share of the organisations'),
  people: z.number().min(0).describe('Headcount represented, each counted once'),
  peopleShare: share,
  peopleGap: share,
}
export const RepresentedCategory = z.object({ categoryId: uuid.nullable().describe('null for stakeholders without a category'), ...figures }).meta({ id: 'RepresentedCategory' })
export const RepresentedSide = z.object({ side: z.enum(schema.side.enumValues), ...figures }).meta({ id: 'RepresentedSide' })
export const RepresentedArea = z
  .object({ areaId: uuid, code: z.string(), organisations: count.describe('Of the map, concerned by the area'), organisationShare: share, voices: count.describe('Concerned by the area'), share })
  .meta({ id: 'RepresentedArea', description: 'One ISO 26000 area; stakeholders are concerned by several, so that shares do not add up to 1.' })
const Candidate = z.object({ id: uuid, name: z.string(), rank: z.int().nullable().describe('In the ranking named; null when it is not in it'), fictional: z.boolean() }).meta({ id: 'RepresentativenessCandidate' })

export const Representativeness = z
  .object({
    method: z.literal('representativeness@1'),
    basis: z.enum(['seats', 'attendance', 'invitations']).describe('What a voice is: a seat filled on the day, an organisation that came or was represented, or one invited to a session that has not taken place'),
    day,
    perimeterId: uuid.describe('Of the map that it is compared with'),
    n: count.describe('Voices'),
    outside: count.describe('Voices among them of stakeholders that are not on this map: of another perimeter, or persons'),
    fewVoices: z.boolean().describe('Fewer than five: the distances say little'),
    categories: z.object({ byOrganisations: Measured, byPeople: Measured, rows: z.array(RepresentedCategory) }),
    sides: z.object({ byOrganisations: Measured, byPeople: Measured, rows: z.array(RepresentedSide) }),
    colleges: z.array(z.object({ id: uuid, label: z.string(), seats: count, filled: count, voices: count.describe('Seats filled, or those that counted at the session') })).describe('Of the body; empty for a session of none'),
    areas: z.array(RepresentedArea).describe('Areas by which an organisation of the map, or a voice, is concerned; in the order of the norm'),
    missing: z.object({
      categories: z.array(z.object({ categoryId: uuid, organisations: count, people: z.number().min(0), candidates: z.array(Candidate) })),
      areas: z.array(z.object({ areaId: uuid, code: z.string(), organisations: count, candidates: z.array(Candidate) })),
    }).describe('Without a voice, the most organisations first; each with up to three stakeholders that could be asked'),
    ranking: z.object({ id: uuid, reference: z.string(), title: z.string(), adoptedOn: day.nullable() }).nullable().describe('By which the candidates are ordered'),
  })
  .meta({ id: 'Representativeness', description: 'The voices of a body or of a session beside the map: who has more or less than its part, and who has none.' })
