import { index, integer, jsonb, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { sessions } from './sessions.ts'
import { users } from './users.ts'

/** `conflict`: somebody else wrote on the same subject meanwhile, and a person must choose. */
export const operationStatus = pgEnum('operation_status', ['applied', 'refused', 'conflict', 'discarded'])

/** What a console did, as the server took it: each operation once, in the order of its device, whatever was sent again. */
export const sessionOperations = pgTable(
  'session_operations',
  {
    /** Made by the device: the same operation sent twice is applied once. */
    id: uuid('id').primaryKey(),
    sessionId: uuid('session_id').notNull().references(() => sessions.id, { onDelete: 'cascade' }),
    deviceId: uuid('device_id').notNull(),
    /** Order on the device, from 1; operations are applied in this order. */
    sequence: integer('sequence').notNull(),
    kind: text('kind').notNull(),
    /** As the device made it; what was applied stands in its own table, and its words are not kept twice. */
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    /** What the device saw when it was made: the row, or the operation, that it was based on. */
    basedOn: uuid('based_on'),
    /** The refused or conflicting operation that this one corrects, which is then `discarded`. */
    replacesId: uuid('replaces_id'),
    /** The row found in place of `basedOn`, when `status` is `conflict`. */
    opposedId: uuid('opposed_id'),
    status: operationStatus('status').notNull(),
    /** Code of the refusal or of the conflict; empty when applied. */
    code: text('code').notNull().default(''),
    /** What it made or changed. */
    resultId: uuid('result_id'),
    /** When it was said in the room, by the server's reckoning; never later than `receivedAt`. */
    saidAt: instant('said_at').notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by').references(() => users.id),
  },
  (t) => [unique('session_operations_order').on(t.sessionId, t.deviceId, t.sequence), index('session_operations_session').on(t.sessionId, t.status)],
)
