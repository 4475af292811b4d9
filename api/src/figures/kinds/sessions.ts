import { schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import { during } from '../../measures/scope.ts'
import { heldSessions } from '../../sessions/held.ts'
import type { FigureContext } from '../context.ts'
import { shortDayText } from '../format.ts'
import { countCell, type FigureKind, wordCell } from '../kind.ts'
import { levelWords, total } from '../words.ts'

const { bodies, sessions } = schema

/** Sessions that were held on a day of the period. */
export const sessionsOf = (ctx: FigureContext) =>
  ctx.once('sessions-held', () =>
    ctx.db.select({
      id: sessions.id, reference: sessions.reference, title: sessions.title, level: sessions.engagementLevel, body: bodies.name,
      day: sql<string>`((${sessions.startsAt} at time zone 'Europe/Paris')::date)::text`,
      organisations: sql<number>`(select count(*)::int from attendances a where a.session_id = sessions.id and a.status in ('present', 'remote'))`,
      heads: sql<number>`(select coalesce(sum(a.headcount), 0)::int from attendances a where a.session_id = sessions.id and a.status in ('present', 'remote'))`,
      points: sql<number>`(select count(distinct g.point_id)::int from agenda_items g where g.session_id = sessions.id)`,
    }).from(sessions).leftJoin(bodies, eq(bodies.id, sessions.bodyId)).where(and(
      heldSessions(ctx), during(sql`${sessions.startsAt}`, ctx),
    )).orderBy(sessions.startsAt, sessions.id))

const heads = { fr: ['Date', 'Séance', 'Instance', 'Niveau', 'Points', 'Organisations', 'Personnes'], en: ['Date', 'Session', 'Body', 'Level', 'Points', 'Organisations', 'People'] } as const
const keys = ['day', 'title', 'body', 'level', 'points', 'organisations', 'people'] as const
const kinds = ['day', 'text', 'text', 'text', 'number', 'number', 'number'] as const

export const sessionsTable: FigureKind = {
  name: 'sessions-held', block: 'table', group: 'dialogue', method: 'sessions-held@1', params: [],
  label: { fr: 'Séances tenues', en: 'Sessions held' },
  rule: { fr: 'Une séance compte le jour où elle commence, si elle s’est tenue : ouverte ou close, ni annulée ni à venir. Organisations et personnes : présentes en salle ou à distance.', en: 'A session counts on the day it begins, if it was held: open or closed, neither cancelled nor to come. Organisations and people: present in the room or online.' },
  compute: async (ctx) => {
    const { language } = ctx
    const rows = await sessionsOf(ctx)
    const sum = (key: 'organisations' | 'heads') => rows.reduce((all, row) => all + row[key], 0)
    return {
      head: { label: sessionsTable.label[language], value: rows.length, unit: 'count', n: rows.length, rowCount: rows.length },
      body: {
        type: 'table', sums: 'columns', cut: 0,
        columns: keys.map((key, i) => ({ key, label: heads[language][i] ?? key, kind: kinds[i] ?? 'text' })),
        rows: rows.map((row) => ({
          link: { type: 'session', id: row.id },
          cells: [wordCell(shortDayText(row.day, language)), wordCell(row.title), wordCell(row.body ?? '—'), wordCell(row.level ? levelWords[row.level][language] : '—'), countCell(row.points, language), countCell(row.organisations, language, true), countCell(row.heads, language, true)],
        })),
        total: [wordCell(total[language]), wordCell(''), wordCell(''), wordCell(''), wordCell(''), countCell(sum('organisations'), language, true), countCell(sum('heads'), language, true)],
      },
    }
  },
  rows: async (ctx) => (await sessionsOf(ctx)).map((row) => ({ id: row.id, type: 'session', objectId: row.id, label: row.title, detail: row.reference, at: row.day, counted: true })),
}
