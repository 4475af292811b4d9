import { customType, index, integer, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, lifecycle, removal } from './columns.ts'
import { sessions } from './sessions.ts'
import { users } from './users.ts'

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** The bytes of a document, by their hash: the same file twice is stored once. */
export const files = pgTable('files', {
  id: id(),
  sha256: text('sha256').notNull().unique(),
  mediaType: text('media_type').notNull(),
  size: integer('size').notNull(),
  content: bytes('content').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

/** Who may read a document: the organisation, those who take part as well, or everybody. */
export const documentAudience = pgEnum('document_audience', ['internal', 'participants', 'public'])

/** A document of a session: what is read before, or shown in the room. */
export const sessionDocuments = pgTable(
  'session_documents',
  {
    id: id(),
    sessionId: uuid('session_id').notNull().references(() => sessions.id, { onDelete: 'cascade' }),
    fileId: uuid('file_id').notNull().references(() => files.id),
    title: text('title').notNull(),
    fileName: text('file_name').notNull(),
    audience: documentAudience('audience').notNull().default('participants'),
    createdBy: uuid('created_by').references(() => users.id),
    ...lifecycle,
    ...removal,
  },
  (t) => [index('session_documents_session').on(t.sessionId)],
)
