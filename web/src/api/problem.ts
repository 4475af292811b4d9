/** One wrong field of a request: where (JSON pointer), a stable code, a sentence in the reader's language. */
export interface FieldProblem {
  pointer: string
  code: string
  message: string
}

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  traceId: string
  errors: FieldProblem[]
}

/** What the server refused, as it said it; status 0 when no answer came at all. */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'ApiError'
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  get code(): string {
    return this.problem.code
  }

  /** The sentences for one field, by its name or JSON pointer ("name", "/address/city"). */
  forField(name: string): string | undefined {
    const pointer = name.startsWith('/') ? name : `/${name}`
    return this.problem.errors.find((error) => error.pointer === pointer)?.message
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

const isFieldProblem = (value: unknown): value is FieldProblem =>
  isRecord(value) && typeof value['pointer'] === 'string' && typeof value['message'] === 'string'

/** Reads a problem+json body; anything else becomes a problem with the HTTP status as its code. */
export function toApiError(body: unknown, status: number): ApiError {
  const given = isRecord(body) ? body : {}
  return new ApiError({
    type: text(given['type'], 'about:blank'),
    title: text(given['title'], `HTTP ${status}`),
    status,
    detail: text(given['detail'], ''),
    code: text(given['code'], status === 0 ? 'NETWORK' : `HTTP_${status}`),
    traceId: text(given['traceId'], ''),
    errors: Array.isArray(given['errors']) ? given['errors'].filter(isFieldProblem) : [],
  })
}
