import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, lifecycle } from './columns.ts'
import { stakeholders } from './stakeholders.ts'
import { users } from './users.ts'

/** What a person is trained for, and until when; no end for what does not lapse. */
export const qualifications = pgTable(
  'qualifications',
  {
    id: id(),
    /** The account, or else the person of the map, who was trained. */
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    stakeholderId: uuid('stakeholder_id').references(() => stakeholders.id, { onDelete: 'cascade' }),
    /** `facilitation` is the one that running a session asks for. */
    skill: text('skill').notNull(),
    grantedOn: date('granted_on', { mode: 'string' }).notNull(),
    expiresOn: date('expires_on', { mode: 'string' }),
    source: text('source').notNull().default(''),
    ...lifecycle,
  },
  (t) => [index('qualifications_user').on(t.userId, t.skill), index('qualifications_stakeholder').on(t.stakeholderId), check('qualifications_one_person', sql`num_nonnulls(${t.userId}, ${t.stakeholderId}) = 1`)],
)
