import { schema } from '@convergence/db'
import { and, gt, isNull, or, type SQL, sql } from 'drizzle-orm'

const { users } = schema

/** An account that may sign in and act: not disabled, and not past the day it ends by itself. */
export const isLive = (): SQL | undefined => and(isNull(users.disabledAt), or(isNull(users.expiresAt), gt(users.expiresAt, sql`now()`)))
