import { schema } from '@convergence/db'
import { z } from 'zod'
import { Reading } from '../room/schemas.ts'
import { isoDateTime, uuid } from '../schemas.ts'
import { PointTally, Session } from './schemas.ts'
import { AgendaItem } from './schemas.parts.ts'

const state = z.enum(schema.positionState.enumValues)
const value = z.int().min(-2).max(2).nullable()

const BoardPoint = z
  .object({ id: uuid, reference: z.string(), title: z.string(), fictional: z.boolean(), versionId: uuid, versionNumber: z.int(), statement: z.string(), onAgenda: z.boolean() })
  .meta({ id: 'BoardPoint' })

const BoardMandate = z.object({ id: uuid, personName: z.string(), role: z.string(), spokesperson: z.boolean() }).meta({ id: 'BoardMandate' })

const BoardHolder = z
  .object({
    id: uuid.describe('The stakeholder'),
    name: z.string(),
    shortLabel: z.string().describe('At most 24 characters, for a cell'),
    kind: z.enum(schema.stakeholderKind.enumValues),
    fictional: z.boolean(),
    categoryId: uuid.nullable(),
    categoryLabelFr: z.string(),
    categoryLabelEn: z.string(),
    icon: z.string(),
    colour: z.int().describe('Index in the palette, 1–14; 0 without a category'),
    attendance: z.object({ id: uuid, status: z.enum(schema.attendanceStatus.enumValues), arrivedAt: isoDateTime.nullable(), leftAt: isoDateTime.nullable(), headcount: z.int(), version: z.int() }).nullable().describe('Null for one who has a position here without an attendance'),
    mandateId: uuid.nullable().describe('Through which it takes part'),
    mandates: z.array(BoardMandate).describe('Those that cover the day of the session'),
  })
  .meta({ id: 'BoardHolder' })

const BoardPosition = z
  .object({
    id: uuid, pointId: uuid, holderId: uuid, versionId: uuid, versionNumber: z.int(), state, value,
    reason: z.string(), reservation: z.string(), condition: z.string(), confirmation: z.enum(schema.positionConfirmation.enumValues).describe('Contested by its holder, it counts as no position until it is corrected'), manner: z.enum(schema.positionManner.enumValues), source: z.string(), statedAt: isoDateTime, recordedAt: isoDateTime, recordedByName: z.string().nullable(),
  })
  .meta({ id: 'BoardPosition' })

export const SessionBoard = z
  .object({
    session: Session,
    agenda: z.array(AgendaItem),
    points: z.array(BoardPoint).describe('Of the agenda in its order, then others on which a position was recorded here'),
    holders: z.array(BoardHolder).describe('Who may take a position: attending, not observing, not a person; by name'),
    here: z.array(BoardPosition).describe('Latest row of each holder on each point and wording, recorded at this session'),
    before: z.array(BoardPosition).describe('Latest row of each holder on each point before this session, on any wording'),
    tallies: z.array(PointTally),
    readings: z.array(Reading).describe('Points on which something stands, with what the room confirmed'),
    walkIns: z.int().describe('People who checked in for an organisation that is no stakeholder yet'),
  })
  .meta({ id: 'SessionBoard', description: 'All that the recording screen needs, in one call.' })
