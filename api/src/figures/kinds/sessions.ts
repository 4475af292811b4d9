import { schema } from '@convergence/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { endOf } from '../../plugins/day-bounds.ts'
import { inPerimeter, within } from '../../plugins/reach.ts'
import type { FigureContext } from '../context.ts'
import { shortDayText } from '../format.ts'
import { countCell, type FigureKind, wordCell } from '../kind.ts'
import { levelWords, total } from '../words.ts'

const { bodies, sessions } = schema

/** Sessions that were held on a day of the period. */
export const heldSessions = (ctx: FigureContext) =>
  ctx.once('sessions-held', () =>
    ctx.db.select({
      id: sessions.id, reference: sessions.reference, title: sessions.title, level: sessions.engagementLevel, body: bodies.name,
      day: sql<string>`((${sessions.startsAt} at time zone 'Europe/Paris')::date)::text`,
      organisations: sql<number>`(select count(*)::int from attendances a where a.session_id = sessions.id and a.status in ('present', 'remote', 'represented'))`,
      heads: sql<number>`(select coalesce(sum(a.headcount), 0)::int from attendances a where a.session_id = sessions.id and a.status in ('present', 'remote', 'observer'))`,
      points: sql<number>`(select count(distinct g.point_id)::int from agenda_items g where g.session_id = sessions.id)`,
    }).from(sessions).leftJoin(bodies, eq(bodies.id, sessions.bodyId)).where(and(
      isNull(sessions.deletedAt), within(sessions.perimeterId, ctx.reach), inPerimeter(sessions.perimeterId, ctx.perimeterId), eq(sessions.status, 'closed'),
      sql`${sessions.startsAt} >= (${ctx.from}::date::timestamp at time zone 'Europe/Paris') and ${sessions.startsAt} < ${endOf(ctx.to)}`,
    )).orderBy(sessions.startsAt, sessions.id))

const heads = { fr: ['Date', 'Séance', 'Instance', 'Niveau', 'Points', 'Organisations', 'Personnes'], en: ['Date', 'Session', 'Body', 'Level', 'Points', 'Organisations', 'People'] } as const
const keys = ['day', 'title', 'body', 'level', 'points', 'organisations', 'people'] as const
const kinds = ['day', 'text', 'text', 'text', 'number', 'number', 'number'] as const

export const sessionsTable: FigureKind = {
  name: 'sessions-held', block: 'table', group: 'dialogue', method: 'sessions-held@1', params: [],
  label: { fr: 'Séances tenues', en: 'Sessions held' },
  rule: { fr: 'Séances closes dont le jour tombe dans la période ; les organisations sont celles qui étaient présentes, à distance ou représentées.', en: 'Closed sessions whose day falls within the period; organisations are those present, remote or represented.' },
  compute: async (ctx) => {
    const { language } = ctx
    const rows = await heldSessions(ctx)
    const sum = (key: 'organisations' | 'heads') => rows.reduce((all, row) => all + row[key], 0)
    return {
      head: { label: sessionsTable.label[language], value: rows.length, unit: 'count', n: rows.length, rowCount: rows.length },
      body: {
        type: 'table', cut: 0,
        columns: keys.map((key, i) => ({ key, label: heads[language][i] ?? key, kind: kinds[i] ?? 'text' })),
        rows: rows.map((row) => ({
          link: { type: 'session', id: row.id },
          cells: [wordCell(shortDayText(row.day, language)), wordCell(row.title), wordCell(row.body ?? '—'), wordCell(row.level ? levelWords[row.level][language] : '—'), countCell(row.points, language), countCell(row.organisations, language, true), countCell(row.heads, language, true)],
        })),
        total: [wordCell(total[language]), wordCell(''), wordCell(''), wordCell(''), wordCell(''), countCell(sum('organisations'), language, true), countCell(sum('heads'), language, true)],
      },
    }
  },
  rows: async (ctx) => (await heldSessions(ctx)).map((row) => ({ id: row.id, type: 'session', objectId: row.id, label: row.title, detail: row.reference, at: row.day, counted: true })),
}
