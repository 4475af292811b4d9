import { z } from 'zod'

// Control characters, lone surrogates and bidirectional overrides are refused: they hide or break text everywhere it is shown; U+FFFE and U+FFFF
// are characters of no XML, and a document that holds one opens nowhere.
const LINE = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]*$/u
const PROSE = /^(?:[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|[\n\r\t])*$/u
const SOLID_LINE = /^(?=.*\S)[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]*$/u
const SOLID_PROSE = /^(?=[^]*\S)(?:[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|[\n\r\t])*$/u

const written = new WeakSet<object>()
const asText = <T extends z.ZodType>(schema: T): T => {
  written.add(schema)
  return schema
}
/** Whether a schema is a text that somebody writes, made by the four below: what stands in it is read as it is written (P-10). */
export const isWritten = (schema: object): boolean => written.has(schema)

/** One line of text, 0 to `max` characters. */
export const line = (max: number) => asText(z.string().max(max).regex(LINE))
/** One line with at least one visible character. */
export const solidLine = (max: number) => asText(z.string().min(1).max(max).regex(SOLID_LINE))
/** Text over several lines, 0 to `max` characters. */
export const prose = (max: number) => asText(z.string().max(max).regex(PROSE))
/** Text over several lines with at least one visible character. */
export const solidProse = (max: number) => asText(z.string().min(1).max(max).regex(SOLID_PROSE))

export const uuid = z.uuid()
/** An e-mail address, or nothing; 254 characters at most. */
export const emailOrNone = z.string().max(254).regex(/^(?:[^\s@<>(),;:"\\[\]\p{Cc}\p{Cs}]+@[^\s@<>(),;:"\\[\]\p{Cc}\p{Cs}]+\.[^\s@<>(),;:"\\[\]\p{Cc}\p{Cs}]{2,})?$/u)
/** Query flag: the words true and false. */
export const flag = z.enum(['true', 'false']).transform((word) => word === 'true')
/** Calendar day, YYYY-MM-DD. */
// PostgreSQL knows no year 0000.
export const day = z.iso.date().refine((text) => !text.startsWith('0000'), { error: 'no such year' })
/** A day of which the day or the month may be unknown: YYYY, YYYY-MM or YYYY-MM-DD. */
export const impreciseDay = z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/)
// PostgreSQL knows no year 0000, a day after 9999 in some time zone is no calendar day of ours, and a year under 1000 is read back as another.
const inCalendar = (text: string): boolean => {
  const year = new Date(text).getUTCFullYear()
  return !(year < 1000 || year > 9998)
}
/** RFC 3339 in UTC on the wire, `Date` in code; years 1000 to 9998. */
export const isoDateTime = z.codec(z.iso.datetime({ offset: true }).refine(inCalendar, { error: 'no such year' }), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString() })

/** Overrides that every derived row schema needs. */
export const lifecycleWire = { createdAt: isoDateTime, updatedAt: isoDateTime }

export const FieldProblem = z
  .object({ pointer: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'FieldProblem', description: 'One refused field: JSON pointer from the body, or the parameter’s name.' })
export type FieldProblem = z.infer<typeof FieldProblem>

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    traceId: z.string(),
    errors: z.array(FieldProblem).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem; `code` is stable, `detail` is in the reader’s language.' })

export const idParams = z.strictObject({ id: uuid })

/** A page of a list: `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T, id: string) => z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id })

/** Query of a list with the sorts that it allows; a leading minus sorts downwards. */
export const listQuery = <const S extends readonly [string, ...string[]]>(sorts: S) => ({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(1000).optional(),
  sort: z.enum(sorts).default(sorts[0] as S[number] & string),
})

/** A comma-separated list of values in the query, each of the given schema; 1 to 100 of them. */
export const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z.string().max(4000).transform((text) => text.split(',')).pipe(z.array(item).min(1).max(100))
