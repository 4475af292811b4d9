import { schema } from '@convergence/db'
import { z } from 'zod'
import { flag, listOf, uuid } from '../schemas.ts'
import { StakeholderFilterQuery } from '../stakeholders/schemas.ts'

export const lenses = ['network', 'iso'] as const
export type Lens = (typeof lenses)[number]
const layers = ['stakeholders', 'impacts', 'areas', 'ties'] as const
export type Layer = (typeof layers)[number]

/** What each lens shows unless told otherwise. */
export const layersOf: Record<Lens, readonly Layer[]> = { network: ['stakeholders', 'impacts', 'ties'], iso: ['impacts', 'areas'] }

const degrees = z.coerce.number().int().min(1).max(3)

export const MapQuery = z.strictObject({
  ...StakeholderFilterQuery.shape,
  lens: z.enum(lenses).default('network'),
  include: listOf(z.enum(layers)).optional().describe('Layers; the lens has its own by default'),
  focus: uuid.optional().describe('Only what lies at most `degrees` steps from this node'),
  degrees: degrees.default(1),
})
export type MapRequest = z.output<typeof MapQuery>

const place = { x: z.number().nullable(), y: z.number().nullable(), pinned: z.boolean() }

const StakeholderNode = z.object({
  type: z.literal('stakeholder'),
  id: uuid,
  label: z.string(),
  reference: z.string(),
  categoryId: uuid.nullable(),
  kind: z.enum(schema.stakeholderKind.enumValues),
  side: z.enum(schema.side.enumValues),
  sphere: z.enum(schema.sphere.enumValues),
  status: z.enum(schema.stakeholderStatus.enumValues),
  headcount: z.int().nullable(),
  fictional: z.boolean(),
  ...place,
}).meta({ id: 'MapStakeholder' })

const ImpactNode = z.object({
  type: z.literal('impact'),
  id: uuid,
  label: z.string(),
  reference: z.string(),
  sign: z.int().min(-1).max(1),
  severity: z.int().min(1).max(5).describe('The worst of scale, scope and irremediability'),
  actuality: z.enum(schema.impactActuality.enumValues),
  fictional: z.boolean(),
  ...place,
}).meta({ id: 'MapImpact' })

const AreaNode = z.object({
  type: z.literal('area'),
  id: uuid,
  label: z.string().describe('In the reader’s language'),
  code: z.string(),
  subject: z.string().describe('Code of the core subject'),
  subjectLabel: z.string(),
  fictional: z.literal(false),
  ...place,
}).meta({ id: 'MapArea' })

export const MapNode = z.discriminatedUnion('type', [StakeholderNode, ImpactNode, AreaNode]).meta({ id: 'MapNode' })

const ends = { id: uuid, source: uuid, target: uuid }
const TieEdge = z.object({
  type: z.literal('tie'),
  ...ends,
  typeId: uuid,
  strength: z.int().min(0).max(4),
  sign: z.int().min(-1).max(1),
  basis: z.enum(schema.tieBasis.enumValues),
  startOn: z.string().nullable(),
  endOn: z.string().nullable(),
  confirmed: z.boolean(),
}).meta({ id: 'MapTie' })
const PlainEdge = z.object({ type: z.enum(['affected', 'affecting', 'isoTie', 'expectation', 'parent', 'mandate']), ...ends }).meta({ id: 'MapLink', description: 'An impact to or from a stakeholder, an impact’s or a stakeholder’s area, a parent, a person’s mandate.' })
export const MapEdge = z.discriminatedUnion('type', [TieEdge, PlainEdge]).meta({ id: 'MapEdge' })

export const MapAnswer = z.object({
  nodes: z.array(MapNode),
  edges: z.array(MapEdge),
  counts: z.object({
    shown: z.int().min(0).describe('Stakeholders on this map'),
    all: z.int().min(0).describe('Stakeholders within reach, unfiltered'),
    impacts: z.int().min(0),
    areas: z.int().min(0),
    ties: z.int().min(0),
  }),
}).meta({ id: 'Map', description: 'Nodes and edges of a lens, as of a day.' })

/** Far beyond any screen, near enough to stay exact. */
const coordinate = z.number().min(-1e6).max(1e6)
export const PLACES_AT_ONCE = 5000

export const PlacesBody = z.strictObject({
  lens: z.enum(lenses),
  places: z.array(z.strictObject({ type: z.enum(schema.mapNodeType.enumValues), id: uuid, x: coordinate, y: coordinate, pinned: z.boolean().default(false) })).min(1).max(PLACES_AT_ONCE),
}).meta({ id: 'MapPlaces', description: 'Where nodes stand on a lens; a node that is not named keeps its place.' })
export type Places = z.output<typeof PlacesBody>

export const PlacesResult = z.object({ placed: z.int().min(0) }).meta({ id: 'MapPlacesResult' })
export const PlacesReset = z.strictObject({ lens: z.enum(lenses).default('network'), keepPinned: flag.optional().describe('Leave the pinned nodes where they are') })

export const pointParams = z.strictObject({ pointId: uuid })
export const HolderPositions = z.object({
  items: z.array(z.object({ holderId: uuid, state: z.enum([...schema.positionState.enumValues, 'contested']), value: z.int().min(-2).max(2).nullable() })),
  nextCursor: z.null(),
}).meta({ id: 'MapPositions', description: 'The latest valid position of each holder on the current version of a point.' })
