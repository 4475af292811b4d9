import { commonErrors, type ProblemError } from '../errors.ts'

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', '57P01', '57P02', '57P03', '08000', '08001', '08003', '08004', '08006', '53300'])
/** Disk full, out of memory, or an input/output error below the database: somebody must act, so the wait is longer. */
const RESOURCE_CODES = new Set(['ENOSPC', '53100', '53200', '58030'])
const known = (code: string): boolean => CONNECTION_CODES.has(code) || RESOURCE_CODES.has(code)

interface DatabaseError { code?: unknown; constraint?: unknown; message?: unknown; cause?: unknown }

/** Walks the chain of causes to the driver's own error, which carries the SQLSTATE. */
export function sqlStateOf(error: unknown): { code: string; constraint: string } | null {
  for (let e = error as DatabaseError | undefined, depth = 0; e && typeof e === 'object' && depth < 5; e = e.cause as DatabaseError | undefined, depth += 1) {
    if (typeof e.code === 'string' && (/^[0-9A-Z]{5}$/.test(e.code) || known(e.code))) return { code: e.code, constraint: String(e.constraint ?? '') }
    if (typeof e.message === 'string' && /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed and is not queryable/i.test(e.message)) return { code: '08006', constraint: '' }
  }
  return null
}

/** The refusal behind a database error that a request can cause, or null for one that is our fault. */
export function databaseProblem(error: unknown): ProblemError | null {
  const state = sqlStateOf(error)
  if (!state) return null
  switch (state.code) {
    case '23505': return commonErrors['already-exists']()
    case '23503': return commonErrors['unknown-reference']()
    case '23001': return commonErrors['still-in-use']()
    case '23514': return commonErrors['rule-violated']({ params: { rule: state.constraint } })
    case '22021': case '22P05': case '22008': case '22009': return commonErrors['invalid-request']()
    case '40001': case '40P01': case '57014': case '55P03': return commonErrors.unavailable({ headers: { 'retry-after': '1' } })
    default: return known(state.code) ? commonErrors.unavailable({ headers: { 'retry-after': RESOURCE_CODES.has(state.code) ? '30' : '2' } }) : null
  }
}
